package io.github.blockwright.runtime.testing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.github.blockwright.runtime.layers.Layer;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test with a manager of its own, and what tests of arrays need over and over. */
public abstract class WithEngine {
    protected NDManager manager;

    @BeforeEach
    final void openManager() {
        manager = NDManager.newBaseManager();
        manager.getEngine().setRandomSeed(1);
    }

    @AfterEach
    final void closeManager() {
        manager.close();
    }

    /** The parameters as a block has them. */
    protected final ParameterStore store() {
        return new ParameterStore(manager, false);
    }

    /** Values from the standard normal distribution. */
    protected final NDArray normal(long... shape) {
        return manager.randomNormal(new Shape(shape));
    }

    /** The same values of a map (N, C, H, W), channels last in memory. */
    protected final NDArray channelsLast(NDArray map) {
        Shape s = map.getShape();
        float[] values = map.transpose(0, 2, 3, 1).toFloatArray();
        return manager.create(values, new Shape(s.get(0), s.get(2), s.get(3), s.get(1)))
                .transpose(0, 3, 1, 2);
    }

    /** Whether a map lies channels last in memory: then, and only then, it can be flattened so without a copy. */
    protected static boolean isChannelsLast(NDArray map) {
        try (NDArray memory = map.stopGradient();
                NDArray saved = memory.duplicate();
                NDArray last = memory.transpose(0, 2, 3, 1);
                NDArray flat = last.flatten()) {
            flat.addi(1);
            boolean shared = map.toFloatArray()[0] != saved.toFloatArray()[0];
            memory.set(new NDIndex(":"), saved);
            return shared;
        }
    }

    /** Takes the gradient of a weighted sum of the output, with weights that differ for every value. */
    protected final NDArray backward(Supplier<NDArray> output) {
        try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
            NDArray y = output.get();
            float[] weights = new float[(int) y.size()];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = (float) Math.sin(1 + i);
            }
            collector.backward(y.mul(manager.create(weights, y.getShape())).sum());
            return y;
        }
    }

    /** A copy that gradients can be taken with respect to. */
    protected static NDArray leaf(NDArray array) {
        NDArray leaf = array.stopGradient().duplicate();
        leaf.setRequiresGradient(true);
        return leaf;
    }

    /** Compares arrays up to rounding. */
    protected static void assertClose(NDArray actual, NDArray expected) {
        assertThat(actual.getShape()).isEqualTo(expected.getShape());
        assertThat(actual.toFloatArray()).containsExactly(expected.toFloatArray(), Offset.offset(2e-5f));
    }

    /** Compares a layer with the same composed of plain operations: values, gradients and moved statistics. */
    protected final void assertSameAsPlain(Layer layer, NDArray input, BiFunction<Plain, NDArray, NDArray> composed) {
        Plain plain = Plain.of(layer);
        NDArray mine = leaf(input);
        NDArray theirs = leaf(input);
        // In the engine's memory: a number's would be Java's, which may free it before the gradient needs it.
        NDArray factor = manager.full(new Shape(), 1.5f);
        // The gradient passes through what is added to as well, so both have to be right.
        NDArray actual = backward(() -> layer.forward(store(), mine.mul(factor), true));
        NDArray expected = backward(() -> composed.apply(plain, theirs.mul(factor)));
        assertClose(actual, expected);
        assertClose(mine.getGradient(), theirs.getGradient());
        layer.getParameters().forEach(p -> {
            NDArray array = p.getValue().getArray();
            NDArray copy = plain.parameters().get(p.getKey());
            if (array.hasGradient()) {
                assertClose(array.getGradient(), copy.getGradient());
            } else {
                assertClose(array, copy);
            }
        });
    }

    /** The values of all parameters by name, running statistics too. */
    protected static Map<String, float[]> values(Block block) {
        Map<String, float[]> values = new TreeMap<>();
        block.getParameters()
                .forEach(p -> values.put(p.getKey(), p.getValue().getArray().toFloatArray()));
        return values;
    }

    /** Compares the values of all parameters, bit by bit. */
    protected static void assertSame(Map<String, float[]> actual, Map<String, float[]> expected) {
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        actual.forEach((name, array) -> assertThat(array).as(name).containsExactly(expected.get(name)));
    }
}
