package io.github.blockwright.runtime.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** How often images of each class were taken for each class. It does not change, so threads may share it. */
public final class ConfusionMatrix {
    private static final String ACTUAL = "actual";

    private final List<String> classes;
    private final long[][] counts;

    /**
     * A matrix of these counts, which are copied.
     *
     * @param classes the names, in order
     * @param counts by actual class, then by predicted class
     * @throws IllegalArgumentException if there is not a count for each pair of classes
     */
    public ConfusionMatrix(List<String> classes, long[][] counts) {
        this.classes = List.copyOf(classes);
        int size = this.classes.size();
        if (counts.length != size || Arrays.stream(counts).anyMatch(row -> row.length != size)) {
            throw new IllegalArgumentException(
                    "A matrix of " + size + " classes has " + size + " × " + size + " counts");
        }
        this.counts = Arrays.stream(counts).map(long[]::clone).toArray(long[][]::new);
    }

    /** {@return the names of the classes, in order} */
    public List<String> classes() {
        return classes;
    }

    /**
     * Images of the class {@code actual} that were taken for {@code predicted}.
     *
     * @param actual an index into the classes
     * @param predicted an index into the classes
     * @return at least 0
     */
    public long count(int actual, int predicted) {
        return counts[actual][predicted];
    }

    /**
     * Of the images taken for this class, the share that is of it; NaN if there are none.
     *
     * @param label an index into the classes
     * @return from 0 to 1
     */
    public double precision(int label) {
        long predicted = 0;
        for (long[] row : counts) {
            predicted += row[label];
        }
        return (double) counts[label][label] / predicted;
    }

    /**
     * Of the images of this class, the share that was recognised; NaN if there are none.
     *
     * @param label an index into the classes
     * @return from 0 to 1
     */
    public double recall(int label) {
        long actual = 0;
        for (long count : counts[label]) {
            actual += count;
        }
        return (double) counts[label][label] / actual;
    }

    /**
     * The harmonic mean of precision and recall; 0 where no image of the class was recognised, as in scikit-learn.
     *
     * @param label an index into the classes
     * @return from 0 to 1
     */
    public double f1(int label) {
        long right = counts[label][label];
        long both = 0;
        for (int i = 0; i < counts.length; i++) {
            both += counts[label][i] + counts[i][label];
        }
        return right == 0 ? 0 : 2.0 * right / both;
    }

    /**
     * The mean of the classes' recalls, which no class dominates by its size; classes without images are left out, as in
     * scikit-learn's {@code balanced_accuracy_score}.
     *
     * @return from 0 to 1; NaN if there are no images
     */
    public double balancedAccuracy() {
        return IntStream.range(0, counts.length)
                .mapToDouble(this::recall)
                .filter(recall -> !Double.isNaN(recall))
                .average()
                .orElse(Double.NaN);
    }

    /** {@return the mean of the classes' F1, over classes that there are images of or that some were taken for} */
    public double macroF1() {
        return IntStream.range(0, counts.length)
                .filter(label -> !Double.isNaN(recall(label)) || !Double.isNaN(precision(label)))
                .mapToDouble(this::f1)
                .average()
                .orElse(Double.NaN);
    }

    /** {@return the share of all images that was recognised; NaN if there are none} */
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

    /** A table: a line for each actual class, a column for each predicted one, then precision, recall and F1. */
    @Override
    public String toString() {
        int nameWidth = Math.max(
                ACTUAL.length(), classes.stream().mapToInt(String::length).max().orElse(0));
        int columnWidth = 1 + Math.max(6, Long.toString(largest()).length());
        StringBuilder text = new StringBuilder();
        text.append(pad(ACTUAL, nameWidth));
        for (String name : classes) {
            text.append(String.format(Locale.ROOT, "%" + columnWidth + "s", shorten(name, columnWidth - 1)));
        }
        text.append(String.format(Locale.ROOT, "%11s%8s%8s%n", "precision", "recall", "F1"));
        for (int i = 0; i < counts.length; i++) {
            text.append(pad(classes.get(i), nameWidth));
            for (long count : counts[i]) {
                text.append(String.format(Locale.ROOT, "%" + columnWidth + "d", count));
            }
            text.append(String.format(Locale.ROOT, "%11.3f%8.3f%8.3f%n", precision(i), recall(i), f1(i)));
        }
        return text.toString().stripTrailing();
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
