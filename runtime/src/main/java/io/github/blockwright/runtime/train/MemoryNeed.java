package io.github.blockwright.runtime.train;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.layers.Composite;
import io.github.blockwright.runtime.layers.Layer;
import io.github.blockwright.runtime.layers.Step;
import io.github.blockwright.runtime.recipe.Recipe;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The memory that a training takes, from its table and its recipe: weights, gradients and the optimizer's state, and what
 * the gradient needs of every layer's output, for each image of a batch. What the engine takes beside these maps, for gradients
 * and activations, was measured; a training is refused by less than any took, and warned of by more than any took.
 *
 * @param fixed bytes, whatever the batch
 * @param perImage bytes for each image of a batch
 * @param recomputes whether maps are computed again already
 */
record MemoryNeed(long fixed, long perImage, boolean recomputes) {
    private static final Logger LOGGER = LoggerFactory.getLogger(MemoryNeed.class);
    private static final double GIGA = 1e9;
    // How many times its maps a batch took, and what else: docs/results/memory.md.
    private static final double LEAST = 1.6;
    private static final double MOST = 2.4;
    private static final double MOST_RECOMPUTING = 5.5;
    private static final long LEAST_BESIDE = 32L << 20;
    private static final long MOST_BESIDE = 64L << 20;
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

    /** The least that a batch of so many images takes, in bytes. */
    long least(int batch) {
        return LEAST_BESIDE + fixed + Math.round(LEAST * batch * perImage);
    }

    /** The most. */
    long most(int batch) {
        return MOST_BESIDE + fixed + Math.round(mostOfMaps() * batch * perImage);
    }

    private double mostOfMaps() {
        return recomputes ? MOST_RECOMPUTING : MOST;
    }

    /**
     * Warns if memory may run out.
     *
     * @throws TrainingException if the training could not run
     */
    void check(int batch) {
        requireFits(batch, MemoryRoom.now()).ifPresent(LOGGER::warn);
    }

    /**
     * What can be said before a training starts.
     *
     * @return a warning, if memory may run out
     * @throws TrainingException if the training could not run
     */
    Optional<String> requireFits(int batch, MemoryRoom room) {
        long least = room.held() + least(batch);
        if (least > room.total()) {
            throw new TrainingException(String.format(
                    Locale.ROOT,
                    "A training in batches of %d takes at least %.1f GB, and there are %.1f GB: %s",
                    batch,
                    least / GIGA,
                    room.total() / GIGA,
                    waysOut(room)));
        }
        long most = room.held() + room.heap() + most(batch);
        if (most <= room.free()) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "a training in batches of %d takes %.1f to %.1f GB, and there are %.1f GB free; if the system ends"
                        + " it without a word, %s",
                batch,
                least / GIGA,
                most / GIGA,
                room.free() / GIGA,
                waysOut(room)));
    }

    private String waysOut(MemoryRoom room) {
        double left = room.free() - room.held() - room.heap() - most(0);
        long fits = (long) (left / (mostOfMaps() * perImage));
        return (recomputes ? "" : "compute maps again (--recompute), or ")
                + (fits < 2
                        ? "take a narrower table, or smaller images in its @Input, or give Java less (-Xmx)"
                        : "take a batch of " + fits + " at most (--batch-size), with --accumulation for the same step,"
                                + " or smaller images in the table's @Input");
    }
}
