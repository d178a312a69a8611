package io.github.blockwright.runtime.blocks.base;

import ai.djl.ndarray.NDArray;
import java.util.Optional;

/**
 * Functions of one array that PyTorch has and DJL's API does not reach, each one operation with a cheap derivative of its
 * own where DJL's operations would make several. They run as methods of a small TorchScript module.
 */
enum EngineFunction {
    RELU6("torch.hardtanh(x, 0., 6.)"),
    /** Writes into its argument. */
    RELU6_IN_PLACE("torch.hardtanh_(x, 0., 6.)"),
    /** Writes into its argument. */
    RELU_IN_PLACE("torch.relu_(x)"),
    HARD_SIGMOID("torch.hardsigmoid(x)"),
    HARD_SWISH("torch.hardswish(x)"),
    SILU("torch.silu(x)");

    private final String expression;

    EngineFunction(String expression) {
        this.expression = expression;
    }

    /** The TorchScript of a method of one tensor {@code x}. */
    String expression() {
        return expression;
    }

    /** The function of {@code x}, owned by the caller, or nothing if this engine has no such functions. */
    Optional<NDArray> of(NDArray x) {
        return EngineScript.instance().map(script -> script.run(this, x));
    }
}
