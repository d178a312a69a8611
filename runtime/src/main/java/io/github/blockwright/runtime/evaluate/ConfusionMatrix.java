package io.github.blockwright.runtime.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How often images of each class were taken for each class. */
public final class ConfusionMatrix {
    private static final String ACTUAL = "actual";

    private final List<String> classes;
    private final long[][] counts;

    /** An empty matrix. */
    public ConfusionMatrix(List<String> classes) {
        this.classes = List.copyOf(classes);
        this.counts = new long[classes.size()][classes.size()];
    }

    /** Counts one image. */
    void add(int actual, int predicted) {
        counts[actual][predicted]++;
    }

    /** The names of the classes, in order. */
    public List<String> classes() {
        return classes;
    }

    /** Images of the class {@code actual} that were taken for {@code predicted}. */
    public long count(int actual, int predicted) {
        return counts[actual][predicted];
    }

    /** Of the images taken for this class, the share that is of it; NaN if there are none. */
    public double precision(int label) {
        long predicted = 0;
        for (long[] row : counts) {
            predicted += row[label];
        }
        return (double) counts[label][label] / predicted;
    }

    /** Of the images of this class, the share that was recognised; NaN if there are none. */
    public double recall(int label) {
        long actual = 0;
        for (long count : counts[label]) {
            actual += count;
        }
        return (double) counts[label][label] / actual;
    }

    /** The share of all images that was recognised; NaN if there are none. */
    public double accuracy() {
        long all = 0;
        long correct = 0;
        for (int i = 0; i < counts.length; i++) {
            correct += counts[i][i];
            for (long count : counts[i]) {
                all += count;
            }
        }
        return (double) correct / all;
    }

    /** A table: a line for each actual class, a column for each predicted one, then precision and recall. */
    public String toText() {
        int nameWidth = Math.max(
                ACTUAL.length(), classes.stream().mapToInt(String::length).max().orElse(0));
        int columnWidth = 1 + Math.max(6, Long.toString(largest()).length());
        StringBuilder text = new StringBuilder();
        text.append(pad(ACTUAL, nameWidth));
        for (String name : classes) {
            text.append(String.format(Locale.ROOT, "%" + columnWidth + "s", shorten(name, columnWidth - 1)));
        }
        text.append(String.format(Locale.ROOT, "%11s%8s%n", "precision", "recall"));
        for (int i = 0; i < counts.length; i++) {
            text.append(pad(classes.get(i), nameWidth));
            for (long count : counts[i]) {
                text.append(String.format(Locale.ROOT, "%" + columnWidth + "d", count));
            }
            text.append(String.format(Locale.ROOT, "%11.3f%8.3f%n", precision(i), recall(i)));
        }
        return text.toString();
    }

    private long largest() {
        return Arrays.stream(counts).flatMapToLong(Arrays::stream).max().orElse(0);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String shorten(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width);
    }
}
