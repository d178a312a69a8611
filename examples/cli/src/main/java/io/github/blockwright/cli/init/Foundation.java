package io.github.blockwright.cli.init;

import io.github.blockwright.dsl.Preprocessing;
import io.github.blockwright.runtime.blocks.Backbone;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.blocks.NetworkSummary;
import io.github.blockwright.runtime.blocks.RowSummary;
import java.lang.reflect.ParameterizedType;
import java.util.List;
import java.util.Optional;

/**
 * The network that a new table stands on, as its {@code @Backbone} says it.
 *
 * @param record the table's class
 * @param variant of the table; empty for the table itself
 * @param through the first row that gives a vector
 * @param trainableFrom the row two thirds down to that one
 * @param input the images
 * @param preprocessing the name of what becomes of their pixels
 */
record Foundation(
        Class<?> record,
        String variant,
        String through,
        String trainableFrom,
        InputSpec input,
        Preprocessing preprocessing) {
    private static final double TOLERANCE = 1e-9;
    private static final InputSpec IMAGENET =
            new InputSpec(1, 1, 3, 1 / 255.0, List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225));

    /**
     * That of a network of the library.
     *
     * @throws IllegalArgumentException if no table can stand on it; the message says why
     */
    static Foundation of(NetworkBlock<?, ?> block) {
        NetworkSummary summary = block.summary();
        if (block.getChildren().values().get(0) instanceof Backbone<?> backbone) {
            throw new IllegalArgumentException(summary.name() + " stands on another network itself: take "
                    + backbone.network().summary().name());
        }
        List<RowSummary> rows = summary.rows();
        int through = 0;
        while (through < rows.size() && rows.get(through).output().dimension() > 1) {
            through++;
        }
        if (through >= rows.size() - 1) {
            throw new IllegalArgumentException(
                    summary.name() + " has no row with features of a whole picture: take another network");
        }
        Class<?> record =
                (Class<?>) ((ParameterizedType) block.getClass().getGenericSuperclass()).getActualTypeArguments()[0];
        String name = record.getSimpleName();
        return new Foundation(
                record,
                summary.name().equals(name) ? "" : summary.name().substring(name.length() + 1),
                rows.get(through).name(),
                rows.get(2 * through / 3).name(),
                summary.input(),
                preprocessing(summary));
    }

    private static Preprocessing preprocessing(NetworkSummary summary) {
        InputSpec input = summary.input();
        return Optional.<Preprocessing>empty()
                .or(() -> named(input, 1 / 127.5, 1, 1, Preprocessing.MINUS_ONE_TO_ONE))
                .or(() -> named(input, 1 / 255.0, 0, 1, Preprocessing.ZERO_TO_ONE))
                .or(() -> input.channels() == 3
                                && near(input.scale(), IMAGENET.scale())
                                && near(input.mean(), IMAGENET.mean())
                                && near(input.standardDeviation(), IMAGENET.standardDeviation())
                        ? Optional.of(Preprocessing.IMAGENET)
                        : Optional.empty())
                .orElseThrow(() -> new IllegalArgumentException(
                        summary.name() + " has a preprocessing of its own: take another network"));
    }

    private static Optional<Preprocessing> named(
            InputSpec input, double scale, double mean, double deviation, Preprocessing name) {
        boolean same = near(input.scale(), scale)
                && input.mean().stream().allMatch(value -> near(value, mean))
                && input.standardDeviation().stream().allMatch(value -> near(value, deviation));
        return same ? Optional.of(name) : Optional.empty();
    }

    private static boolean near(List<Double> one, List<Double> other) {
        for (int i = 0; i < one.size(); i++) {
            if (!near(one.get(i), other.get(i))) {
                return false;
            }
        }
        return one.size() == other.size();
    }

    private static boolean near(double one, double other) {
        return Math.abs(one - other) < TOLERANCE;
    }
}
