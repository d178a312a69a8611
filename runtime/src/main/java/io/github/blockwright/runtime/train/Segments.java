package io.github.blockwright.runtime.train;

import io.github.blockwright.runtime.blocks.Backbone;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.blocks.Rows;
import io.github.blockwright.runtime.layers.Applied;
import io.github.blockwright.runtime.layers.Composite;
import io.github.blockwright.runtime.layers.Dropout;
import io.github.blockwright.runtime.layers.Layer;
import io.github.blockwright.runtime.layers.Stage;
import io.github.blockwright.runtime.layers.Step;
import java.util.List;
import java.util.stream.Stream;

/** The layers of a network one after the other: its rows, and where a row is several blocks, each of those. */
final class Segments {
    private Segments() {}

    /** Those of a network or of some of its rows. */
    static List<Layer> of(Layer part) {
        boolean isInTurn = part instanceof NetworkBlock
                || part instanceof Rows
                || part instanceof Stage
                || part instanceof Backbone;
        return isInTurn
                ? part.getChildren().values().stream()
                        .flatMap(child -> of((Layer) child).stream())
                        .toList()
                : List.of(part);
    }

    /** Whether anything in it learns. */
    static boolean learns(Layer layer) {
        return layer.getParameters().values().stream().anyMatch(p -> Layer.isTrainable(p) && p.requiresGradient());
    }

    /** Whether it may draw random numbers, so that it comes to something else when it is run again. */
    static boolean draws(Layer layer) {
        return layer instanceof Dropout
                || layer instanceof Applied
                || (layer instanceof Composite composite
                        && composite.steps().stream().anyMatch(Segments::draws));
    }

    private static boolean draws(Step step) {
        return step.accept(new Step.Visitor<Boolean>() {
            @Override
            public Boolean visit(Step.Child child) {
                return draws(child.layer());
            }

            @Override
            public Boolean visit(Step.Activate activate) {
                return false;
            }

            @Override
            public Boolean visit(Step.Sum sum) {
                return sum.dropPath() > 0 || any(sum.branch(), sum.shortcut());
            }

            @Override
            public Boolean visit(Step.Product product) {
                return any(product.branch(), List.of());
            }

            @Override
            public Boolean visit(Step.Join join) {
                return any(join.first(), join.second());
            }

            private boolean any(List<Step> some, List<Step> others) {
                return Stream.concat(some.stream(), others.stream()).anyMatch(Segments::draws);
            }
        });
    }
}
