package io.github.blockwright.runtime.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.github.blockwright.runtime.engine.EngineScript.Method;
import java.util.List;
import java.util.Optional;

/**
 * PyTorch's fused kernels that clip gradients and update weights in place, reading and writing every weight, gradient and
 * slot once. The gradients are those that autograd left at the leaves.
 */
public final class FusedKernels {
    private static final String UPDATE = "weights: List[Tensor], %s, leaves: List[Tensor], settings: Tensor";
    // What the loss does not depend on has no gradient, which the engine tells by a type of its own.
    private static final String GRADIENTS = """
            gradients = annotate(List[Tensor], [])
            for leaf in leaves:
              gradient = leaf.grad
              if gradient.dtype != leaf.dtype:
                gradient = torch.zeros_like(leaf)
              torch.append(gradients, gradient)
            """;
    private static final Method CLIP = new Method("clip", "leaves: List[Tensor], settings: Tensor", GRADIENTS + """
            length = torch.linalg_vector_norm(torch.stack(torch._foreach_norm(gradients)))
            if float(length) > float(settings[0]):
              for gradient in gradients:
                gradient.mul_(float(settings[0]) / float(length))
            return length
            """);
    // What is written to has to be an argument itself: the engine drops a call that only writes to a part of a list.
    private static final Method SGD = new Method("sgd", UPDATE.formatted("velocity: List[Tensor]"), GRADIENTS + """
            rate, decay, momentum, nesterov = float(settings[0]), float(settings[1]), float(settings[2]), bool(settings[3])
            torch._fused_sgd_(weights, gradients, velocity, weight_decay=decay, momentum=momentum, lr=rate, \
            dampening=0., nesterov=nesterov, maximize=False, is_first_step=False)
            return settings
            """);
    private static final Method ADAM_W =
            new Method("adamw", UPDATE.formatted("mean: List[Tensor], square: List[Tensor]"), GRADIENTS + """
            rate, decay, beta1, beta2 = float(settings[0]), float(settings[1]), float(settings[2]), float(settings[3])
            number = torch.full_like(weights[0].flatten()[0], float(settings[5]))
            torch._fused_adamw_(weights, gradients, mean, square, annotate(List[Tensor], []), \
            [number for weight in weights], lr=rate, beta1=beta1, beta2=beta2, weight_decay=decay, \
            eps=float(settings[4]), amsgrad=False, maximize=False)
            return settings
            """);

    private final EngineScript script;

    private FusedKernels(EngineScript script) {
        this.script = script;
    }

    /** Loaded at the first use, since loading it starts the engine. */
    private static final class Holder {
        private static final Optional<FusedKernels> KERNELS =
                EngineScript.load(List.of(CLIP, SGD, ADAM_W)).map(FusedKernels::new);
    }

    /** The kernels, or nothing if this engine has none. */
    public static Optional<FusedKernels> get() {
        return Holder.KERNELS;
    }

    /**
     * Scales the gradients of all leaves so that their joint length is at most {@code norm}.
     *
     * @param leaves named by {@link #list}
     */
    public void clip(NDList leaves, double norm) {
        run(CLIP, leaves, norm);
    }

    /**
     * A step of SGD with momentum.
     *
     * @param arrays lists named {@code weights}, {@code velocity} and {@code leaves}, in this order
     */
    public void sgd(NDList arrays, double rate, double decay, double momentum, boolean nesterov) {
        run(SGD, arrays, rate, decay, momentum, nesterov ? 1 : 0);
    }

    /**
     * A step of AdamW.
     *
     * @param arrays lists named {@code weights}, {@code mean}, {@code square} and {@code leaves}, in this order
     * @param number of the step, counted from 1
     */
    public void adamW(
            NDList arrays, double rate, double decay, double beta1, double beta2, double epsilon, int number) {
        run(ADAM_W, arrays, rate, decay, beta1, beta2, epsilon, number);
    }

    /** The same arrays, named so that they reach a kernel as one list. */
    public static NDList list(String name, NDList arrays) {
        arrays.forEach(array -> array.setName(name + "[]"));
        return arrays;
    }

    private void run(Method method, NDList arrays, double... settings) {
        try (NDArray values = arrays.head().getManager().create(settings)) {
            NDList arguments = new NDList(arrays);
            arguments.add(values);
            script.run(method.name(), arguments).close();
        }
    }
}
