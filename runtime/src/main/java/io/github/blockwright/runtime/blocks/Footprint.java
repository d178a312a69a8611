package io.github.blockwright.runtime.blocks;

/**
 * What a row asks of a device beside its parameters and multiply-adds, for one image, as the annotation processor computed
 * it. Values are counted, so that bytes follow for every {@link io.github.blockwright.dsl.Precision}.
 *
 * @param biases one for each filter and unit, batch normalisation being folded
 * @param peak the most values of maps that are held at once, the row's input and output among them: a layer needs what it
 *     reads and writes, and a shortcut what it carries (Lin et al., 2020, "MCUNet")
 * @param moved the values of maps that all layers read and write
 * @param shortcuts maps that are added behind layers that they went around
 * @param window what a position of the row's output sees of its input
 */
public record Footprint(long biases, long peak, long moved, int shortcuts, Window window) {
    /** Of a row that nobody computed it for. */
    public static final Footprint UNKNOWN = new Footprint(0, 0, 0, 0, Window.UNKNOWN);
}
