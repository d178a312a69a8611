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
    // The mean of the gradients times a polynomial of its Gram matrix, whose steps are made on that matrix alone: it is
    // the smaller one.
    private static final Method MUON = new Method("muon", UPDATE.formatted("mean: List[Tensor]"), GRADIENTS + """
            rate, decay, momentum, nesterov = float(settings[0]), float(settings[1]), float(settings[2]), bool(settings[3])
            torch._foreach_lerp_(mean, gradients, 1. - momentum)
            ahead = torch._foreach_lerp(gradients, mean, momentum) if nesterov else mean
            stacked = torch.stack(ahead)
            x = torch.flatten(stacked, 2)
            size = max(x.size(1), x.size(2))
            tall = x.size(1) > x.size(2)
            if tall:
              x = torch.transpose(x, 1, 2)
            x = torch.div(x, torch.add(torch.linalg_vector_norm(x, 2, [1, 2], True), 1e-7))
            gram = torch.bmm(x, torch.transpose(x, 1, 2))
            step = torch.baddbmm(gram, gram, gram, beta=-4.7750, alpha=2.0315)
            torch.add_(torch.diagonal(step, 0, 1, 2), 3.4445)
            product = step
            for i in range(4):
              gram = torch.bmm(torch.bmm(step, gram), step)
              step = torch.baddbmm(gram, gram, gram, beta=-4.7750, alpha=2.0315)
              torch.add_(torch.diagonal(step, 0, 1, 2), 3.4445)
              product = torch.bmm(step, product)
            x = torch.bmm(product, x)
            if tall:
              x = torch.transpose(x, 1, 2)
            updates = torch.unbind(torch.reshape(x, torch.size(stacked)))
            torch._foreach_mul_(weights, 1. - rate * decay)
            torch._foreach_add_(weights, updates, alpha=-0.2 * torch.sqrt(size) * rate)
            return settings
            """);

    private final EngineScript script;

    private FusedKernels(EngineScript script) {
        this.script = script;
    }

    /** Loaded at the first use, since loading it starts the engine. */
    private static final class Holder {
        private static final Optional<FusedKernels> KERNELS =
                EngineScript.load(List.of(CLIP, SGD, ADAM_W, MUON)).map(FusedKernels::new);
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

    /**
     * A step of Muon, on matrices of one shape.
     *
     * @param arrays lists named {@code weights}, {@code mean} and {@code leaves}, in this order, each (rows, columns...)
     */
    public void muon(NDList arrays, double rate, double decay, double momentum, boolean nesterov) {
        run(MUON, arrays, rate, decay, momentum, nesterov ? 1 : 0);
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
