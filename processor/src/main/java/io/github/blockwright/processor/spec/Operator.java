package io.github.blockwright.processor.spec;

import io.github.blockwright.dsl.Activation;
import io.github.blockwright.dsl.Shortcut;
import io.github.blockwright.processor.spec.arithmetic.Cost;
import io.github.blockwright.processor.spec.arithmetic.Expansion;
import io.github.blockwright.processor.spec.arithmetic.FeatureShape;
import io.github.blockwright.processor.spec.arithmetic.Squeeze;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

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

    /** An operator of padded convolutions, whose channels follow the width multiplier. */
    sealed interface Convolutional extends Operator {
        int filters();

        int kernel();

        int strides();

        /** Whether the width multiplier applies. */
        boolean scaled();

        /** The same with the channels that a width makes of those that are written. */
        Convolutional withWidth(IntUnaryOperator width);

        @Override
        default FeatureShape output(FeatureShape input) {
            return map(input).strided(filters(), strides());
        }
    }

    /** A stage of like blocks, of which the first has the stride. */
    sealed interface Staged extends Convolutional {
        int count();

        /** The cost of one block. */
        Cost block(FeatureShape.Map input, int strides);

        @Override
        default Cost cost(FeatureShape input) {
            Cost first = block(map(input), strides());
            return count() == 1
                    ? first
                    : first.plus(block(map(output(input)), 1).times(count() - 1L));
        }
    }

    /** Convolution, batch normalisation or bias, activation. */
    record Conv(
            int filters, int kernel, int strides, int groups, Activation activation, boolean batchNorm, boolean scaled)
            implements Convolutional {
        @Override
        public Conv withWidth(IntUnaryOperator width) {
            int newFilters = width.applyAsInt(filters);
            // A depthwise convolution stays one.
            int newGroups = groups > 1 && groups == filters ? newFilters : groups;
            return new Conv(newFilters, kernel, strides, newGroups, activation, batchNorm, scaled);
        }

        @Override
        public Cost cost(FeatureShape input) {
            return Cost.convolution(input.channels(), kernel, groups, map(input).strided(filters, strides), batchNorm);
        }
    }

    /**
     * A stage of inverted residuals.
     *
     * @param dropPath the probability that a block is only its shortcut in training
     */
    record InvertedResidual(
            Expansion expansion,
            int filters,
            int strides,
            int count,
            int kernel,
            Activation activation,
            Activation projectionActivation,
            Optional<Squeeze> squeeze,
            Shortcut shortcut,
            double dropPath,
            boolean scaled)
            implements Staged {
        @Override
        public InvertedResidual withWidth(IntUnaryOperator width) {
            return new InvertedResidual(
                    expansion.withWidth(width),
                    width.applyAsInt(filters),
                    strides,
                    count,
                    kernel,
                    activation,
                    projectionActivation,
                    squeeze,
                    shortcut,
                    dropPath,
                    scaled);
        }

        /** Whether a block for an input of so many channels, or one after it, has a shortcut. */
        public boolean hasShortcut(long channels) {
            return shortcut != Shortcut.NONE && (count > 1 || (strides == 1 && channels == filters));
        }

        /** Expand, depthwise, project (paper, Table 1). */
        @Override
        public Cost block(FeatureShape.Map input, int strides) {
            long channels = input.channels();
            int expanded = expansion.of(channels);
            Cost depthwise = Cost.convolution(expanded, kernel, expanded, input.strided(expanded, strides), true);
            Cost project = Cost.convolution(expanded, 1, 1, input.strided(filters, strides), true);
            Cost gate = squeeze.map(s -> s.cost(channels, expanded)).orElse(Cost.ZERO);
            Cost expand = expanded == channels
                    ? Cost.ZERO
                    : Cost.convolution(channels, 1, 1, input.strided(expanded, 1), true);
            return expand.plus(depthwise).plus(gate).plus(project);
        }
    }

    /** A stage of depthwise and pointwise convolutions in turn. */
    record DepthwiseSeparable(int filters, int strides, int count, int kernel, Activation activation, boolean scaled)
            implements Staged {
        @Override
        public DepthwiseSeparable withWidth(IntUnaryOperator width) {
            return new DepthwiseSeparable(width.applyAsInt(filters), strides, count, kernel, activation, scaled);
        }

        @Override
        public Cost block(FeatureShape.Map input, int strides) {
            int channels = Math.toIntExact(input.channels());
            return Cost.convolution(channels, kernel, channels, input.strided(channels, strides), true)
                    .plus(Cost.convolution(channels, 1, 1, input.strided(filters, strides), true));
        }
    }

    /**
     * A stage of classic residuals.
     *
     * @param bottleneck channels of the narrow part
     * @param groups of the convolution in it
     * @param dropPath the probability that a block is only its shortcut in training
     */
    record Residual(
            int filters,
            int bottleneck,
            int strides,
            int count,
            int kernel,
            int groups,
            Activation activation,
            double dropPath,
            boolean scaled)
            implements Staged {
        @Override
        public Residual withWidth(IntUnaryOperator width) {
            int narrow = width.applyAsInt(bottleneck);
            // A depthwise convolution stays one.
            int newGroups = groups > 1 && groups == bottleneck ? narrow : groups;
            return new Residual(
                    width.applyAsInt(filters), narrow, strides, count, kernel, newGroups, activation, dropPath, scaled);
        }

        /** Reduce, convolve, expand, and a projection of the input where the shape changes. */
        @Override
        public Cost block(FeatureShape.Map input, int strides) {
            long channels = input.channels();
            FeatureShape.Map output = input.strided(filters, strides);
            Cost branch = Cost.convolution(channels, 1, 1, input.strided(bottleneck, 1), true)
                    .plus(Cost.convolution(bottleneck, kernel, groups, input.strided(bottleneck, strides), true))
                    .plus(Cost.convolution(bottleneck, 1, 1, output, true));
            return strides == 1 && channels == filters
                    ? branch
                    : branch.plus(Cost.convolution(channels, 1, 1, output, true));
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
