package io.github.blockwright.runtime.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.github.blockwright.runtime.engine.EngineScript;
import io.github.blockwright.runtime.engine.EngineScript.Method;
import io.github.blockwright.runtime.recipe.OptimizerSettings;
import io.github.blockwright.runtime.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Clipping and an update by the engine's fused kernels, which read and write every weight, gradient and slot once, where
 * {@link OptimizerStep#update} passes over all of them several times; the results are the same up to rounding.
 */
final class FusedUpdate implements WeightUpdate {
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
    private final Recipe recipe;
    private final FlatParameters parameters;
    private final List<Group> groups;

    private FusedUpdate(EngineScript script, Recipe recipe, FlatParameters parameters, List<Group> groups) {
        this.script = script;
        this.recipe = recipe;
        this.parameters = parameters;
        this.groups = groups;
    }

    /** Loaded at the first use, since loading it starts the engine. */
    private static final class Holder {
        private static final Optional<EngineScript> SCRIPT = EngineScript.load(List.of(CLIP, SGD, ADAM_W));
    }

    /**
     * Parameters that decay alike.
     *
     * @param first of them
     * @param end behind the last
     * @param state views of the weights, then of each slot, named as lists
     */
    private record Group(int first, int end, double decay, NDList state) {}

    /**
     * The update of this recipe's optimiser, or nothing if the engine has none: its kernels know one learning rate for all
     * weights, and SGD with momentum only.
     *
     * @param slots the optimiser's, each as long as the weights
     * @param manager owns what lives as long as the training
     */
    static Optional<WeightUpdate> of(
            Recipe recipe, FlatParameters parameters, Map<String, NDArray> slots, NDManager manager) {
        boolean plain = recipe.optimizer() instanceof OptimizerSettings.Sgd sgd && sgd.momentum() == 0;
        if (plain || parameters.factors().isPresent() || Holder.SCRIPT.isEmpty()) {
            return Optional.empty();
        }
        int all = parameters.weightViews().size();
        int decayed = parameters.decayedParameters();
        List<Group> groups = new ArrayList<>();
        if (decayed > 0) {
            groups.add(group(0, decayed, recipe.weightDecay(), parameters, slots, manager));
        }
        if (decayed < all) {
            groups.add(group(decayed, all, 0, parameters, slots, manager));
        }
        return Optional.of(new FusedUpdate(Holder.SCRIPT.get(), recipe, parameters, List.copyOf(groups)));
    }

    private static Group group(
            int first,
            int end,
            double decay,
            FlatParameters parameters,
            Map<String, NDArray> slots,
            NDManager manager) {
        NDList state = list("weights", parameters.weightViews().subNDList(first, end));
        slots.forEach((name, values) -> {
            NDList views = parameters.views(values);
            views.attach(manager);
            state.addAll(list(name, views.subNDList(first, end)));
        });
        return new Group(first, end, decay, state);
    }

    @Override
    public void apply(double learningRate, int number) {
        NDList leaves = list("leaves", parameters.leaves());
        if (recipe.clipNorm() > 0) {
            run(CLIP, new NDList(leaves), recipe.clipNorm());
        }
        for (Group group : groups) {
            NDList arguments = new NDList(group.state());
            arguments.addAll(leaves.subNDList(group.first(), group.end()));
            if (recipe.optimizer() instanceof OptimizerSettings.Sgd sgd) {
                run(SGD, arguments, learningRate, group.decay(), sgd.momentum(), sgd.nesterov() ? 1 : 0);
            } else if (recipe.optimizer() instanceof OptimizerSettings.AdamW adamW) {
                run(
                        ADAM_W,
                        arguments,
                        learningRate,
                        group.decay(),
                        adamW.beta1(),
                        adamW.beta2(),
                        adamW.epsilon(),
                        number);
            }
        }
    }

    private void run(Method method, NDList arguments, double... settings) {
        try (NDArray values = arguments.head().getManager().create(settings)) {
            arguments.add(values);
            script.run(method.name(), arguments).close();
        }
    }

    /** Arrays of one name, with these brackets, reach a method as one list. */
    private static NDList list(String name, NDList arrays) {
        arrays.forEach(array -> array.setName(name + "[]"));
        return arrays;
    }
}
