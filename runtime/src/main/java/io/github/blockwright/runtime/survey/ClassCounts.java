package io.github.blockwright.runtime.survey;

import io.github.blockwright.runtime.layouts.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How many pictures each class has in each part; one with several labels counts for each of them.
 *
 * @param classes their names in the order of the labels
 * @param byPart by part, then by class; only parts that have pictures
 */
record ClassCounts(List<String> classes, Map<Part, int[]> byPart) {
    /** Classes that a table shows at most; of more, the largest and the smallest. */
    private static final int ENDS = 5;

    /** @param labels of each picture of each part */
    static ClassCounts of(List<String> classes, Map<Part, List<int[]>> labels) {
        Map<Part, int[]> byPart = new EnumMap<>(Part.class);
        labels.forEach((part, pictures) -> {
            int[] counts = new int[classes.size()];
            pictures.forEach(picture -> Arrays.stream(picture).forEach(label -> counts[label]++));
            byPart.put(part, counts);
        });
        return new ClassCounts(classes, byPart);
    }

    static ClassCounts of(List<String> classes, Collection<Entry> entries) {
        return of(
                classes,
                entries.stream()
                        .collect(Collectors.groupingBy(
                                Entry::part, Collectors.mapping(Entry::labels, Collectors.toList()))));
    }

    /** By class, in the part to train on. */
    int[] train() {
        return byPart.getOrDefault(Part.TRAIN, new int[classes.size()]);
    }

    /** The index of the class with the most pictures to train on. */
    int largest() {
        int[] counts = train();
        return IntStream.range(0, counts.length)
                .reduce((a, b) -> counts[b] > counts[a] ? b : a)
                .orElseThrow();
    }

    /** The index of the class with the fewest pictures to train on. */
    int smallest() {
        int[] counts = train();
        return IntStream.range(0, counts.length)
                .reduce((a, b) -> counts[b] < counts[a] ? b : a)
                .orElseThrow();
    }

    /** How many times as many pictures to train on the largest class has as the smallest; infinite if that has none. */
    double imbalance() {
        return (double) train()[largest()] / train()[smallest()];
    }

    /** A line for each class with its pictures in each part, the heading first; of many classes only both ends. */
    List<String> table(int mostClasses) {
        int[] order = IntStream.range(0, classes.size()).toArray();
        if (order.length <= mostClasses) {
            return table(order, order.length);
        }
        int[] counts = train();
        int[] sorted = Arrays.stream(order)
                .boxed()
                .sorted(Comparator.comparingInt(label -> -counts[label]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] ends = IntStream.concat(
                        Arrays.stream(sorted, 0, ENDS), Arrays.stream(sorted, sorted.length - ENDS, sorted.length))
                .toArray();
        return table(ends, ENDS);
    }

    /** @param gap before which line something is left out */
    private List<String> table(int[] labels, int gap) {
        List<String> names =
                Arrays.stream(labels).mapToObj(classes::get).map(Shown::name).toList();
        int nameWidth = Stream.concat(Stream.of("class"), names.stream())
                .mapToInt(String::length)
                .max()
                .orElseThrow();
        List<String> lines = new ArrayList<>();
        StringBuilder heading = new StringBuilder(Shown.padded("class", nameWidth));
        byPart.keySet().forEach(part -> heading.append(String.format(Locale.ROOT, "%12s", part)));
        lines.add(heading.toString());
        for (int i = 0; i < labels.length; i++) {
            if (i == gap) {
                lines.add("... " + (classes.size() - labels.length) + " classes between ...");
            }
            StringBuilder line = new StringBuilder(Shown.padded(names.get(i), nameWidth));
            int label = labels[i];
            byPart.values().forEach(counts -> line.append(String.format(Locale.ROOT, "%,12d", counts[label])));
            lines.add(line.toString());
        }
        return lines;
    }
}
