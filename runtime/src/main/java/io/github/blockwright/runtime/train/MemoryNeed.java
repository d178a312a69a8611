package io.github.blockwright.runtime.train;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import com.sun.management.OperatingSystemMXBean;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.layers.Composite;
import io.github.blockwright.runtime.layers.Layer;
import io.github.blockwright.runtime.layers.Step;
import io.github.blockwright.runtime.recipe.Recipe;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The least memory that a training takes, from its table and its recipe: weights, gradients and the optimizer's state, and what
 * the gradient needs of every layer's output, for each image of a batch. What libraries and allocators take beside it is not
 * counted, so a training that is refused could not have run.
 *
 * @param fixed bytes, whatever the batch
 * @param perImage bytes for each image of a batch
 * @param recomputes whether maps are computed again already
 */
record MemoryNeed(long fixed, long perImage, boolean recomputes) {
    private static final double GIGA = 1e9;
    // The batch itself and the two that wait.
    private static final int BATCHES = 3;
    private static final Set<Parameter.Type> STATISTICS =
            Set.of(Parameter.Type.RUNNING_MEAN, Parameter.Type.RUNNING_VAR);

    static MemoryNeed of(NetworkBlock<?, ?> block, Recipe recipe, boolean recomputes) {
        return of(block, recipe, recomputes, Layer::isFrozen);
    }

    /**
     * @param recomputes whether of a segment only its input is kept, and the rest of one at a time
     * @param held the layers that hold still, on whose maps no gradient depends
     */
    static MemoryNeed of(NetworkBlock<?, ?> block, Recipe recipe, boolean recomputes, Predicate<Layer> held) {
        int slots = recipe.optimizer().slots().size();
        int averages = recipe.averaging() > 0 ? 1 : 0;
        // Those that are trained, their gradient.
        long copies = 2L + slots + averages;
        long parameters = block.summary().parameters();
        long trained = parameters;
        InputSpec input = block.summary().input();
        long image = input.shape(1).size();
        long maps = 0;
        long most = 0;
        Shape shape = input.shape(1);
        for (Block row : block.getChildren().values()) {
            trained -= held(row, held);
            List<Layer> segments = held.test((Layer) row) ? List.of((Layer) row) : Segments.of((Layer) row);
            for (Layer segment : segments) {
                long all = outputs(segment, shape, held);
                Shape output = segment.outputShape(shape);
                // What the segments before keep is there while this one runs again.
                most = Math.max(most, maps + all);
                maps += recomputes && !Segments.draws(segment) ? Math.min(all, output.size()) : all;
                shape = output;
            }
        }
        return new MemoryNeed(
                Float.BYTES * (parameters + copies * Math.max(0, trained)),
                Float.BYTES * (BATCHES * image + Math.max(maps, most)),
                recomputes);
    }

    /** How many weights hold still. */
    private static long held(Block block, Predicate<Layer> held) {
        if (!(block instanceof Layer layer) || !held.test(layer)) {
            return block.getChildren().values().stream()
                    .mapToLong(child -> held(child, held))
                    .sum();
        }
        return block.getParameters().values().stream()
                .filter(parameter -> parameter.isInitialized() && !STATISTICS.contains(parameter.getType()))
                .mapToLong(parameter -> parameter.getArray().size())
                .sum();
    }

    /** The sizes of the outputs of all layers that are not made of others. */
    private static long outputs(Layer layer, Shape input, Predicate<Layer> held) {
        if (held.test(layer)) {
            return 0;
        }
        return layer instanceof Composite composite
                ? new Outputs(input, 0, held).through(composite.steps()).size
                : layer.outputShape(input).size();
    }

    /** The shape behind some steps, and the sizes up to there. */
    private record Outputs(Shape shape, long size, Predicate<Layer> held) implements Step.Visitor<Outputs> {
        Outputs through(List<Step> steps) {
            Outputs outputs = this;
            for (Step step : steps) {
                outputs = step.accept(outputs);
            }
            return outputs;
        }

        @Override
        public Outputs visit(Step.Child step) {
            return new Outputs(step.layer().outputShape(shape), size + outputs(step.layer(), shape, held), held);
        }

        @Override
        public Outputs visit(Step.Activate step) {
            // Where it is not written into its input, it is counted too little.
            return this;
        }

        @Override
        public Outputs visit(Step.Sum step) {
            Outputs branch = through(step.branch());
            return new Outputs(
                    branch.shape, branch.size + new Outputs(shape, 0, held).through(step.shortcut()).size, held);
        }

        @Override
        public Outputs visit(Step.Join step) {
            Outputs first = through(step.first());
            Outputs second = new Outputs(shape, 0, held).through(step.second());
            long channels = first.shape.get(1) + second.shape.get(1);
            Shape joined = new Shape(first.shape.get(0), channels, first.shape.get(2), first.shape.get(3));
            return new Outputs(joined, first.size + second.size + joined.size(), held);
        }

        @Override
        public Outputs visit(Step.Product step) {
            return new Outputs(shape, through(step.branch()).size + shape.size(), held);
        }
    }

    /** For a batch of so many images, in bytes. */
    long bytes(int batch) {
        return fixed + batch * perImage;
    }

    /**
     * @param total bytes that there are
     * @throws TrainingException if a training could not run in that
     */
    void requireFits(int batch, long total) {
        if (bytes(batch) <= total) {
            return;
        }
        long most = (total - fixed) / perImage;
        throw new TrainingException(String.format(
                Locale.ROOT,
                "A training in batches of %d takes at least %.1f GB, and there are %.1f GB: %s",
                batch,
                bytes(batch) / GIGA,
                total / GIGA,
                (recomputes ? "" : "compute maps again (--recompute), or ")
                        + (most < 2
                                ? "take a narrower table, or smaller images in its @Input"
                                : "take a batch of less than " + most
                                        + " (--batch-size), with --accumulation for the same step,"
                                        + " or smaller images in the table's @Input")));
    }

    /** What the machine has, or the container that the process is in. */
    static long total() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    }
}
