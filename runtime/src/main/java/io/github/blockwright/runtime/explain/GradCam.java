package io.github.blockwright.runtime.explain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.github.blockwright.runtime.blocks.Inference;
import io.github.blockwright.runtime.blocks.NetworkBlock;

/**
 * Grad-CAM (Selvaraju et al., arXiv:1610.02391) on arrays, for programs that have a block and a batch; {@link Explainer}
 * does it for pictures.
 *
 * <p>Of a row's maps {@code A}, each channel {@code k} gets the weight {@code a[k]}, the mean over all positions of the
 * gradient of the class's score, before softmax, by {@code A[k]}; the result is {@code max(0, sum of a[k] A[k])}.
 *
 * <p>The engine takes one gradient at a time in a process: where a training runs on another thread, wait until it is over.
 */
public final class GradCam {
    private GradCam() {}

    /**
     * The map of a row.
     *
     * @param <R> the network's rows
     * @param block initialised; its weights and their gradients stay as they are
     * @param row with a map of more than one position
     * @param images (N, C, H, W) as the network takes them, not closed
     * @param classes for each image the class whose score is explained
     * @return (N, height, width) of the row's map, not negative; belongs to the images' manager
     * @throws IllegalArgumentException if the row has no map, there is not one class for each image, or none of this number
     * @throws IllegalStateException if another thread takes a gradient, or the network has no classes
     */
    public static <R extends Enum<R>> NDArray of(NetworkBlock<?, R> block, R row, NDArray images, int... classes) {
        return of(block, name(block, row), images, classes);
    }

    // The enum is generated from the table, so a constant's ordinal is its row.
    @SuppressWarnings("EnumOrdinal")
    private static String name(NetworkBlock<?, ?> block, Enum<?> row) {
        return block.summary().rows().get(row.ordinal()).name();
    }

    /**
     * The map of a row that is known by its name.
     *
     * @param block initialised; its weights and their gradients stay as they are
     * @param row a component's name, such as {@code stage5}; of a backbone's rows with its name before it, {@code
     *     features.stage5}
     * @param images (N, C, H, W) as the network takes them, not closed
     * @param classes for each image the class whose score is explained
     * @return (N, height, width) of the row's map, not negative; belongs to the images' manager
     * @throws IllegalArgumentException if there is no such row, it has no map, there is not one class for each image, or none
     *     of this number
     * @throws IllegalStateException if another thread takes a gradient, or the network has no classes
     */
    public static NDArray of(NetworkBlock<?, ?> block, String row, NDArray images, int... classes) {
        NetworkRows rows = NetworkRows.of(block);
        return of(rows, rows.withMap(row), block.summary().classes(), images, classes);
    }

    /**
     * The row that is looked at unless another is named: the last whose map has more than one position.
     *
     * @param block of any table
     * @return its name, as {@link #of(NetworkBlock, String, NDArray, int...)} takes it
     * @throws IllegalStateException if there is none
     */
    public static String lastRow(NetworkBlock<?, ?> block) {
        NetworkRows rows = NetworkRows.of(block);
        return rows.get(rows.lastWithMap()).name();
    }

    static NDArray of(NetworkRows rows, int row, int outputs, NDArray images, int... classes) {
        NDManager manager = images.getManager();
        try (NDManager scope = manager.newSubManager()) {
            ParameterStore store = new Inference(scope);
            NDArray chosen = oneHot(scope, classes, outputs, images.getShape().get(0));
            NDArray input = images.stopGradient();
            input.attach(scope);
            // A leaf, so that the gradient ends here; nothing before it needs one.
            NDArray maps = rows.run(store, input, 0, row + 1).stopGradient();
            maps.attach(scope);
            maps.setRequiresGradient(true);
            backward(rows, row + 1, store, maps, chosen);
            NDArray values = maps.stopGradient();
            values.attach(scope);
            NDArray gradient = maps.getGradient();
            gradient.attach(scope);
            NDArray weights = gradient.mean(new int[] {2}, true).mean(new int[] {3}, true);
            NDArray sum = values.mul(weights).sum(new int[] {1});
            NDArray map = sum.maximum(0);
            map.attach(manager);
            return map;
        }
    }

    /** Takes the gradient of the sum of the chosen scores; an image's own score depends on no other image. */
    private static void backward(NetworkRows rows, int from, ParameterStore store, NDArray maps, NDArray chosen) {
        try (GradientCollector collector = collector(maps)) {
            NDArray scores = rows.run(store, maps, from, rows.size());
            collector.backward(scores.mul(chosen).sum());
        }
    }

    private static GradientCollector collector(NDArray array) {
        try {
            return array.getManager().getEngine().newGradientCollector();
        } catch (IllegalStateException e) {
            throw new IllegalStateException(
                    "The engine takes one gradient at a time, and another thread is taking one: explain when its training is"
                            + " over, or by occlusion, which needs no gradient",
                    e);
        }
    }

    private static NDArray oneHot(NDManager manager, int[] classes, int outputs, long images) {
        if (classes.length != images) {
            throw new IllegalArgumentException(
                    "There are " + images + " images and " + classes.length + " classes: name one for each image");
        }
        float[] chosen = new float[classes.length * outputs];
        for (int i = 0; i < classes.length; i++) {
            if (classes[i] < 0 || classes[i] >= outputs) {
                throw new IllegalArgumentException(
                        "There is no class " + classes[i] + ": the network's are 0 to " + (outputs - 1));
            }
            chosen[i * outputs + classes[i]] = 1;
        }
        // In the engine's own memory: the gradient reads it later, and Java's may be free by then.
        try (NDArray java = manager.create(chosen, new Shape(images, outputs))) {
            return java.duplicate();
        }
    }
}
