package io.github.blockwright.runtime.explain;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import io.github.blockwright.runtime.layers.Convolution;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Draws the filters of a network's first convolution. */
final class Filters {
    private static final int COLUMNS = 8;
    private static final int TILE = 64;

    private Filters() {}

    /** Of a row that sees pictures; empty if it does not begin with a convolution. */
    static Optional<BufferedImage> sheet(NetworkRow row) {
        return first(row.layer()).map(convolution -> sheet(row, convolution));
    }

    private static Optional<Convolution> first(Block block) {
        if (block instanceof Convolution convolution) {
            return Optional.of(convolution);
        }
        List<Block> children = block.getChildren().values();
        return children.isEmpty() ? Optional.empty() : first(children.get(0));
    }

    private static BufferedImage sheet(NetworkRow row, Convolution convolution) {
        Parameter weight = convolution.getDirectParameters().get("weight");
        Shape shape = weight.getArray().getShape();
        int filters = Math.toIntExact(shape.get(0));
        int channels = Math.toIntExact(shape.get(1));
        int kernel = convolution.kernel();
        float[] values = weight.getArray().toFloatArray();
        List<BufferedImage> tiles = new ArrayList<>();
        for (int i = 0; i < filters; i++) {
            tiles.add(tile(values, i * channels * kernel * kernel, channels, kernel));
        }
        List<String> heading = List.of(
                row.name() + ": the " + filters + " filters of its " + kernel + " × " + kernel + " convolution",
                "each scaled by its largest weight; grey is 0");
        return Tiles.sheet(heading, tiles, COLUMNS);
    }

    private static BufferedImage tile(float[] values, int from, int channels, int kernel) {
        float largest = 0;
        for (int i = from; i < from + channels * kernel * kernel; i++) {
            largest = Math.max(largest, Math.abs(values[i]));
        }
        int zoom = Math.max(1, TILE / kernel);
        BufferedImage tile = new BufferedImage(zoom * kernel, zoom * kernel, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < zoom * kernel; y++) {
            for (int x = 0; x < zoom * kernel; x++) {
                int rgb = 0;
                for (int c = 0; c < 3; c++) {
                    int plane = from + Math.min(c, channels - 1) * kernel * kernel;
                    float value = values[plane + y / zoom * kernel + x / zoom];
                    rgb = rgb << 8 | (largest > 0 ? Math.round(127.5f + 127.5f * value / largest) : 128);
                }
                tile.setRGB(x, y, rgb);
            }
        }
        return tile;
    }
}
