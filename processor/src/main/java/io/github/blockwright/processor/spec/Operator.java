package io.github.blockwright.processor.spec;

import io.github.blockwright.dsl.Activation;
import io.github.blockwright.processor.spec.arithmetic.Cost;
import io.github.blockwright.processor.spec.arithmetic.FeatureShape;
import java.util.List;
import java.util.Optional;

/** What a row does, with the attributes of its annotation, and how it changes shapes and what it costs. */
public sealed interface Operator {
    /**
     * The output for one image.
     *
     * @throws ArithmeticException if a side exceeds 2³¹ - 1
     */
    FeatureShape output(FeatureShape input);

    /**
     * The cost for an input.
     *
     * @throws ArithmeticException if a count exceeds 2⁶³ - 1
     */
    default Cost cost(FeatureShape input) {
        return Cost.ZERO;
    }

    /** An operator of padded convolutions, whose filters follow the width multiplier. */
    sealed interface Convolutional extends Operator {
        int filters();

        int kernel();

        int strides();

        Convolutional withFilters(int filters);

        @Override
        default FeatureShape output(FeatureShape input) {
            return map(input).strided(filters(), strides());
        }
    }

    /** Convolution, batch normalisation or bias, activation. */
    record Conv(int filters, int kernel, int strides, int groups, Activation activation, boolean batchNorm)
            implements Convolutional {
        @Override
        public Conv withFilters(int filters) {
            // A depthwise convolution stays one.
            int newGroups = groups == this.filters ? filters : groups;
            return new Conv(filters, kernel, strides, newGroups, activation, batchNorm);
        }

        @Override
        public Cost cost(FeatureShape input) {
            return Cost.convolution(input.channels(), kernel, groups, map(input).strided(filters, strides), batchNorm);
        }
    }

    /** A stage of inverted residuals: the first block has the stride. */
    record InvertedResidual(int expansion, int filters, int strides, int count, int kernel, Activation activation)
            implements Convolutional {
        @Override
        public InvertedResidual withFilters(int filters) {
            return new InvertedResidual(expansion, filters, strides, count, kernel, activation);
        }

        @Override
        public Cost cost(FeatureShape input) {
            Cost first = block(map(input), strides);
            return count == 1 ? first : first.plus(block(map(output(input)), 1).times(count - 1L));
        }

        /** Expand, depthwise, project (paper, Table 1). */
        private Cost block(FeatureShape.Map input, int strides) {
            int expanded = expandedChannels(input);
            FeatureShape.Map between = input.strided(expanded, strides);
            Cost depthwise = Cost.convolution(expanded, kernel, expanded, between, true);
            Cost project = Cost.convolution(expanded, 1, 1, input.strided(filters, strides), true);
            Cost both = depthwise.plus(project);
            if (expansion == 1) {
                return both;
            }
            return Cost.convolution(input.channels(), 1, 1, input.strided(expanded, 1), true)
                    .plus(both);
        }

        private int expandedChannels(FeatureShape input) {
            return Math.toIntExact(Math.multiplyExact(input.channels(), expansion));
        }
    }

    /** Pooling over windows without padding. */
    record Pool(boolean maximum, int kernel, int strides) implements Operator {
        @Override
        public FeatureShape output(FeatureShape input) {
            FeatureShape.Map map = map(input);
            return new FeatureShape.Map(
                    map.channels(), (map.height() - kernel) / strides + 1, (map.width() - kernel) / strides + 1);
        }
    }

    /** The mean over the whole map. */
    record GlobalAveragePool() implements Operator {
        @Override
        public FeatureShape output(FeatureShape input) {
            return new FeatureShape.Vector(input.channels());
        }
    }

    /** A map as a vector. */
    record Flatten() implements Operator {
        @Override
        public FeatureShape output(FeatureShape input) {
            FeatureShape.Map map = map(input);
            return new FeatureShape.Vector(Math.toIntExact(Math.multiplyExact(map.channels(), map.positions())));
        }
    }

    /** Dropout on a map or a vector. */
    record Dropout(double rate) implements Operator {
        @Override
        public FeatureShape output(FeatureShape input) {
            return input;
        }
    }

    /** A fully connected layer with bias. */
    record Dense(int units, Activation activation) implements Operator {
        @Override
        public FeatureShape output(FeatureShape input) {
            return new FeatureShape.Vector(units);
        }

        @Override
        public Cost cost(FeatureShape input) {
            long weights = Math.multiplyExact(input.channels(), units);
            return new Cost(Math.addExact(weights, units), 0, weights);
        }
    }

    /** A block class of the user's own. */
    record Apply(BlockClass block, int filters, int strides, long parameters, long multiplyAdds) implements Operator {
        @Override
        public FeatureShape output(FeatureShape input) {
            return input instanceof FeatureShape.Map map
                    ? map.strided(filters, strides)
                    : new FeatureShape.Vector(filters);
        }

        @Override
        public Cost cost(FeatureShape input) {
            return new Cost(parameters, 0, multiplyAdds);
        }
    }

    /**
     * The rows of another table's network.
     *
     * @param variant of the other record, if it is not its own network
     * @param through its last row that is used
     * @param trainableFrom the first row that learns, if not all do
     */
    record Backbone(BackboneNetwork network, Optional<String> variant, String through, Optional<String> trainableFrom)
            implements Operator {
        @Override
        public FeatureShape output(FeatureShape input) {
            List<Plan.Step> steps = plan(input).steps();
            return steps.get(steps.size() - 1).output();
        }

        @Override
        public Cost cost(FeatureShape input) {
            return plan(input).total();
        }

        /** The table of a sound backbone. */
        public NetworkTable table() {
            return network.table(variant).orElseThrow();
        }

        /** The rows that are used, at work on an input. */
        public Plan plan(FeatureShape input) {
            return Plan.of(table(), input, table().indexOf(through).orElseThrow() + 1);
        }
    }

    private static FeatureShape.Map map(FeatureShape shape) {
        return (FeatureShape.Map) shape;
    }
}
