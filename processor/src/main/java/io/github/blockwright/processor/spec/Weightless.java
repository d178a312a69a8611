package io.github.blockwright.processor.spec;

import io.github.blockwright.processor.spec.arithmetic.FeatureShape;
import io.github.blockwright.processor.spec.arithmetic.Footprint;
import io.github.blockwright.processor.spec.arithmetic.Tensor;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;

/** A layer without weights, which names no channels and costs nothing that is counted. */
public sealed interface Weightless extends Operator {
    /** Something for every layer without weights. */
    interface Visitor<R> {
        R visit(MaxPool pool);

        R visit(AveragePool pool);

        R visit(GlobalAveragePool pool);

        R visit(Flatten flatten);

        R visit(Dropout dropout);
    }

    /** What it makes of its input. */
    Tensor of(Tensor input);

    @Override
    default Footprint footprint(Tensor input) {
        return Footprint.of(of(input));
    }

    @Override
    default OptionalInt namedChannels() {
        return OptionalInt.empty();
    }

    @Override
    default Weightless withWidth(IntUnaryOperator width) {
        return this;
    }

    @Override
    default boolean isShapedBy(Optional<String> attribute) {
        return false;
    }

    @Override
    default boolean isOutput() {
        return false;
    }

    @Override
    default boolean usesDeprecated() {
        return false;
    }

    /** Many positions become fewer. */
    sealed interface Pooling extends Weightless {
        @Override
        default Takes takes() {
            return Takes.MAP;
        }
    }

    /** Pooling over windows. */
    sealed interface WindowPooling extends Pooling {
        int kernel();

        int strides();

        /** Positions on each side that no input has. */
        default int padding() {
            return 0;
        }

        @Override
        default FeatureShape output(FeatureShape input) {
            FeatureShape.Map map = input.asMap();
            return new FeatureShape.Map(map.channels(), windows(map.height()), windows(map.width()));
        }

        @Override
        default boolean isShapedBy(Optional<String> attribute) {
            return true;
        }

        @Override
        default Tensor of(Tensor input) {
            return input.pooled(output(input.shape()).asMap(), kernel(), strides(), padding());
        }

        private long windows(long side) {
            return (side + 2L * padding() - kernel()) / strides() + 1;
        }

        @Override
        default void check(AttributeChecks checks) {
            checks.atLeast(1, "kernel", kernel());
            checks.atLeast(1, "strides", strides());
        }

        /** Into a map of one position only a window of one pixel fits, whose stride is mostly the default: no advice. */
        @Override
        default void check(FeatureShape input, InputChecks checks) {
            checks.window("kernel", kernel(), input.asMap());
        }
    }

    /** The maximum over windows. */
    record MaxPool(int kernel, int strides, boolean padded) implements WindowPooling {
        @Override
        public int padding() {
            return padded ? (kernel - 1) / 2 : 0;
        }

        @Override
        public String label(Defaults defaults) {
            return "MaxPool " + Words.window(kernel, strides) + (padded ? ", padded" : "");
        }

        @Override
        public String words(FeatureShape input) {
            return padded ? Words.words("maxPool", kernel, strides, "padded") : Words.words("maxPool", kernel, strides);
        }

        @Override
        public <R> R accept(Operator.Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** The mean over windows. */
    record AveragePool(int kernel, int strides) implements WindowPooling {
        @Override
        public String label(Defaults defaults) {
            return "AveragePool " + Words.window(kernel, strides);
        }

        @Override
        public String words(FeatureShape input) {
            return Words.words("averagePool", kernel, strides);
        }

        @Override
        public <R> R accept(Operator.Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** The mean over the whole map. */
    record GlobalAveragePool(boolean asMap) implements Pooling {
        @Override
        public FeatureShape output(FeatureShape input) {
            return asMap ? new FeatureShape.Map(input.channels(), 1, 1) : new FeatureShape.Vector(input.channels());
        }

        @Override
        public Tensor of(Tensor input) {
            return input.mean(output(input.shape()));
        }

        @Override
        public void check(AttributeChecks checks) {
            // Either will do.
        }

        @Override
        public void check(FeatureShape input, InputChecks checks) {
            // Any map will do.
        }

        @Override
        public String label(Defaults defaults) {
            return asMap ? "GlobalAveragePool, map" : "GlobalAveragePool";
        }

        @Override
        public String words(FeatureShape input) {
            return asMap ? "GlobalAveragePool map" : "GlobalAveragePool";
        }

        @Override
        public <R> R accept(Operator.Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** A map as a vector. */
    record Flatten() implements Weightless {
        @Override
        public Takes takes() {
            return Takes.MAP;
        }

        @Override
        public FeatureShape output(FeatureShape input) {
            FeatureShape.Map map = input.asMap();
            return new FeatureShape.Vector(Math.toIntExact(Math.multiplyExact(map.channels(), map.positions())));
        }

        @Override
        public Tensor of(Tensor input) {
            return input.flat(output(input.shape()));
        }

        @Override
        public void check(AttributeChecks checks) {
            // It has none.
        }

        @Override
        public void check(FeatureShape input, InputChecks checks) {
            // Any map will do.
        }

        @Override
        public String label(Defaults defaults) {
            return "Flatten";
        }

        @Override
        public String words(FeatureShape input) {
            return "Flatten";
        }

        @Override
        public <R> R accept(Operator.Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * Dropout on a map or a vector.
     *
     * @param value the probability of being dropped
     */
    record Dropout(double value) implements Weightless {
        @Override
        public Takes takes() {
            return Takes.EITHER;
        }

        @Override
        public FeatureShape output(FeatureShape input) {
            return input;
        }

        /** In inference, nothing. */
        @Override
        public Tensor of(Tensor input) {
            return input;
        }

        @Override
        public void check(AttributeChecks checks) {
            checks.dropRate("value", value);
        }

        @Override
        public void check(FeatureShape input, InputChecks checks) {
            // Any input will do.
        }

        @Override
        public String label(Defaults defaults) {
            return "Dropout " + value;
        }

        /** Its rate is no matter of the weights. */
        @Override
        public String words(FeatureShape input) {
            return "Dropout";
        }

        @Override
        public <R> R accept(Operator.Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }
}
