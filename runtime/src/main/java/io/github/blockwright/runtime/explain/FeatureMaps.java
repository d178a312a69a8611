package io.github.blockwright.runtime.explain;

import static io.github.blockwright.runtime.explain.Drawing.GAP;
import static io.github.blockwright.runtime.explain.Drawing.LINE;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.blockwright.runtime.blocks.Inference;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Draws what the rows of a network make of a picture.
 *
 * @param network its name
 * @param most how many maps of each row are drawn
 */
record FeatureMaps(String network, NetworkRows rows, int most) {
    private static final int COLUMNS = 8;
    private static final int TILE = 96;
    private static final int SPACE = 4;
    private static final int NAME = 310;

    /** The first maps of a row as pictures. */
    private record Maps(NetworkRow row, List<BufferedImage> tiles) {}

    /**
     * Writes an overview and a sheet for each row that has a map.
     *
     * @param images (1, C, H, W)
     * @param picture what they are of, to be looked at
     */
    List<Path> write(Path folder, NDArray images, BufferedImage picture) throws IOException {
        rows.lastWithMap(); // Says so if there is none.
        List<Path> files = new ArrayList<>();
        List<Maps> first = new ArrayList<>();
        try (NDManager scope = images.getManager().newSubManager()) {
            Inference store = new Inference(scope);
            NDArray x = images.stopGradient();
            x.attach(scope);
            for (int i = 0; i < rows.size(); i++) {
                x = rows.run(store, x, i, i + 1);
                if (rows.get(i).hasMap()) {
                    Maps maps = new Maps(rows.get(i), tiles(rows.get(i), x));
                    Path file = folder.resolve(String.format(
                            Locale.ROOT, "%02d-%s.png", i + 1, maps.row().name()));
                    Drawing.write(file, sheet(maps));
                    files.add(file);
                    first.add(new Maps(
                            maps.row(),
                            maps.tiles()
                                    .subList(0, Math.min(COLUMNS, maps.tiles().size()))));
                }
            }
        }
        Path overview = folder.resolve("00-all-rows.png");
        Drawing.write(overview, overview(first, picture));
        files.add(0, overview);
        return files;
    }

    private List<BufferedImage> tiles(NetworkRow row, NDArray map) {
        float[] values = map.toFloatArray();
        int height = Math.toIntExact(row.output().get(1));
        int width = Math.toIntExact(row.output().get(2));
        List<BufferedImage> tiles = new ArrayList<>();
        for (int c = 0; c < Math.min(most, row.channels()); c++) {
            tiles.add(tile(values, c * height * width, height, width));
        }
        return tiles;
    }

    /** A map from its least value to its greatest, enlarged by whole pixels. */
    private static BufferedImage tile(float[] values, int from, int height, int width) {
        float least = Float.POSITIVE_INFINITY;
        float greatest = Float.NEGATIVE_INFINITY;
        for (int i = from; i < from + height * width; i++) {
            least = Math.min(least, values[i]);
            greatest = Math.max(greatest, values[i]);
        }
        float range = greatest - least;
        int zoom = Math.max(1, Math.round(TILE / (float) Math.max(height, width)));
        BufferedImage tile = new BufferedImage(zoom * width, zoom * height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < zoom * height; y++) {
            for (int x = 0; x < zoom * width; x++) {
                float value = values[from + y / zoom * width + x / zoom];
                tile.setRGB(x, y, ColourMap.VIRIDIS.rgb(range > 0 ? (value - least) / range : 0));
            }
        }
        return tile;
    }

    private static String shape(NetworkRow row) {
        return row.output().get(0) + " maps of " + row.output().get(1) + " × "
                + row.output().get(2);
    }

    private BufferedImage sheet(Maps maps) {
        NetworkRow row = maps.row();
        int shown = maps.tiles().size();
        String some = shown < row.channels() ? ", the first " + shown : "";
        List<String> heading = List.of(
                network + ", " + row.name() + ": " + row.operator(),
                shape(row) + some + "; each from its least value (violet) to its greatest (yellow)");
        return Tiles.sheet(heading, maps.tiles(), COLUMNS);
    }

    /** A line for each row: its name and its first maps, all in one size. */
    private BufferedImage overview(List<Maps> all, BufferedImage picture) {
        int line = TILE + GAP;
        int width = NAME + COLUMNS * (TILE + SPACE) + 2 * GAP;
        BufferedImage sheet = Drawing.sheet(width, (all.size() + 1) * line + GAP);
        Graphics2D graphics = Drawing.on(sheet);
        double scale = TILE / (double) Math.max(picture.getWidth(), picture.getHeight());
        int pictureWidth = (int) Math.round(scale * picture.getWidth());
        int pictureHeight = (int) Math.round(scale * picture.getHeight());
        graphics.drawImage(Drawing.scaled(picture, pictureWidth, pictureHeight), GAP + NAME, GAP, null);
        Drawing.heading(graphics, network, GAP, GAP + LINE, NAME);
        Drawing.text(graphics, "what each row makes of", GAP, GAP + 2 * LINE, NAME - GAP);
        Drawing.text(graphics, "the picture, its first maps", GAP, GAP + 3 * LINE, NAME - GAP);
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        for (int i = 0; i < all.size(); i++) {
            NetworkRow row = all.get(i).row();
            int y = GAP + (i + 1) * line;
            Drawing.heading(graphics, row.name(), GAP, y + LINE, NAME - GAP);
            Drawing.text(graphics, row.operator(), GAP, y + 2 * LINE, NAME - GAP);
            Drawing.text(graphics, shape(row), GAP, y + 3 * LINE, NAME - GAP);
            for (int c = 0; c < all.get(i).tiles().size(); c++) {
                BufferedImage tile = all.get(i).tiles().get(c);
                double fit = TILE / (double) Math.max(tile.getWidth(), tile.getHeight());
                graphics.drawImage(
                        tile,
                        GAP + NAME + c * (TILE + SPACE),
                        y,
                        (int) Math.round(fit * tile.getWidth()),
                        (int) Math.round(fit * tile.getHeight()),
                        null);
            }
        }
        graphics.dispose();
        return sheet;
    }
}
