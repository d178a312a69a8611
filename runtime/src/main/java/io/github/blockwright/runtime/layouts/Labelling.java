package io.github.blockwright.runtime.layouts;

import java.io.IOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Makes classes and numbers of the labels that pictures were given, and refuses what cannot be meant. The classes are those
 * of the part to train on. Two spellings that Unicode holds to be the same, as a Mac and a PC write an umlaut, are one name.
 */
final class Labelling {
    private final Path place;
    private boolean multiLabel;
    private final Map<Part, List<Labelled>> parts = new EnumMap<>(Part.class);
    private final Map<Part, Map<String, Integer>> counts = new EnumMap<>(Part.class);
    private final List<String> remarks = new ArrayList<>();

    private record Labelled(PictureFile file, List<String> labels) {}

    /** @param place for messages */
    Labelling(Path place) {
        this.place = place;
    }

    /** Says that a picture may have several labels, or none. */
    void several() {
        multiLabel = true;
    }

    /** The one way to write a label, without white space around it. */
    static String normal(String label) {
        return Normalizer.normalize(label, Normalizer.Form.NFC).strip();
    }

    /** @param labels in normal form */
    void add(Part part, PictureFile file, List<String> labels) {
        parts.computeIfAbsent(part, p -> new ArrayList<>()).add(new Labelled(file, labels));
        Map<String, Integer> counted = counts.computeIfAbsent(part, p -> new TreeMap<>());
        labels.forEach(label -> counted.merge(label, 1, Integer::sum));
    }

    void remark(String line) {
        remarks.add(line);
    }

    /** @throws IOException if there are no pictures, no classes, or names that cannot be meant */
    FoundPictures found(Collection<String> passedOver) throws IOException {
        if (parts.isEmpty()) {
            throw new IOException(place + " holds no pictures: put those of each class in a folder of its own, as in "
                    + place.resolve("cat").resolve("1.jpg"));
        }
        refuseTwins();
        List<String> classes = classes();
        if (classes.isEmpty()) {
            throw new IOException(place + " gives its pictures no labels: there must be two classes at least");
        }
        Map<String, Integer> numbers = new HashMap<>();
        classes.forEach(name -> numbers.put(name, numbers.size()));
        Map<Part, FoundPart> found = new EnumMap<>(Part.class);
        for (Map.Entry<Part, List<Labelled>> part : parts.entrySet()) {
            found.put(part.getKey(), numbered(part.getValue(), numbers));
            remarkLacking(part.getKey(), classes);
        }
        remarks.addAll(passedOver);
        return new FoundPictures(place, classes, multiLabel, found, remarks);
    }

    private List<String> classes() throws IOException {
        boolean trained = parts.containsKey(Part.TRAIN);
        Set<String> classes = new TreeSet<>();
        for (Part part : trained ? Set.of(Part.TRAIN) : parts.keySet()) {
            classes.addAll(names(part));
        }
        for (Part part : parts.keySet()) {
            Set<String> unknown = names(part);
            unknown.removeAll(classes);
            if (!unknown.isEmpty()) {
                throw new IOException("The " + part + " part of " + place + " has " + named(unknown)
                        + ", which the train part has not, so no network can learn it: add pictures of it to train, or"
                        + " take it out of " + part);
            }
        }
        return List.copyOf(classes);
    }

    private Set<String> names(Part part) {
        return new TreeSet<>(counts.get(part).keySet());
    }

    /** Names in other letters only are a slip of the pen more often than two classes, and many disks cannot hold both. */
    private void refuseTwins() throws IOException {
        Map<String, Set<String>> byLetters = new TreeMap<>();
        for (Part part : parts.keySet()) {
            for (String name : names(part)) {
                String letters = name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
                byLetters.computeIfAbsent(letters, l -> new LinkedHashSet<>()).add(name);
            }
        }
        for (Set<String> twins : byLetters.values()) {
            if (twins.size() > 1) {
                List<String> counted = new ArrayList<>();
                for (String name : twins) {
                    counted.add(name + " (" + count(name) + " pictures)");
                }
                throw new IOException("In " + place + " the classes " + String.join(" and ", counted)
                        + " differ in upper and lower case only: give them one name if they are one class, or names that"
                        + " differ in more");
            }
        }
    }

    private long count(String name) {
        return counts.values().stream()
                .mapToLong(counted -> counted.getOrDefault(name, 0))
                .sum();
    }

    private void remarkLacking(Part part, List<String> classes) {
        Set<String> lacking = new LinkedHashSet<>(classes);
        lacking.removeAll(names(part));
        if (!lacking.isEmpty()) {
            remarks.add("the " + part + " part has no pictures of " + named(lacking));
        }
    }

    private static String named(Set<String> names) {
        return (names.size() == 1 ? "the class " : "the classes ") + String.join(", ", names);
    }

    private static FoundPart numbered(List<Labelled> pictures, Map<String, Integer> numbers) {
        Map<List<String>, int[]> shared = new HashMap<>();
        List<PictureFile> files = new ArrayList<>(pictures.size());
        List<int[]> labels = new ArrayList<>(pictures.size());
        for (Labelled picture : pictures) {
            files.add(picture.file());
            labels.add(shared.computeIfAbsent(picture.labels(), names -> new HashSet<>(names)
                    .stream().mapToInt(numbers::get).sorted().toArray()));
        }
        return new FoundPart(List.copyOf(files), List.copyOf(labels));
    }
}
