package io.github.blockwright.runtime.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.Arrays;
import java.util.Optional;

/**
 * Functions of one array that PyTorch has and DJL's API does not reach, each one operation with a cheap derivative of its
 * own where DJL's operations would make several.
 */
public enum EngineFunction {
    RELU6("torch.hardtanh(x, 0., 6.)"),
    /** May write into its argument, and does so where no gradient is wanted: for one the engine would first copy it. */
    RELU6_IN_PLACE("torch.hardtanh(x, 0., 6.) if x.requires_grad else torch.hardtanh_(x, 0., 6.)"),
    /** Writes into its argument. */
    RELU_IN_PLACE("torch.relu_(x)"),
    HARD_SIGMOID("torch.hardsigmoid(x)"),
    HARD_SWISH("torch.hardswish(x)"),
    SILU("torch.silu(x)");

    private final String expression;

    EngineFunction(String expression) {
        this.expression = expression;
    }

    /** Loaded at the first use, since loading it starts the engine. */
    private static final class Holder {
        private static final Optional<EngineScript> SCRIPT = EngineScript.load(Arrays.stream(values())
                .map(f -> new EngineScript.Method(f.name(), "x: Tensor", "return " + f.expression))
                .toList());
    }

    /** Whether this engine has such functions. */
    public static boolean available() {
        return Holder.SCRIPT.isPresent();
    }

    /** The function of {@code x}, owned by the caller, or nothing if this engine has no such functions. */
    public Optional<NDArray> of(NDArray x) {
        return Holder.SCRIPT.map(script -> script.run(name(), new NDList(x)));
    }
}
