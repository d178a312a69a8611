package io.github.blockwright.runtime.explain;

import static io.github.blockwright.runtime.explain.Drawing.GAP;
import static io.github.blockwright.runtime.explain.Drawing.LINE;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** Small pictures of one size close together, under a heading. */
final class Tiles {
    private static final int SPACE = 4;

    private Tiles() {}

    /** As wide as the heading at least. */
    static BufferedImage sheet(List<String> heading, List<BufferedImage> tiles, int columns) {
        int width = tiles.get(0).getWidth() + SPACE;
        int height = tiles.get(0).getHeight() + SPACE;
        int lines = (tiles.size() + columns - 1) / columns;
        int words = heading.stream().mapToInt(Drawing::width).max().orElse(0) + GAP;
        int top = GAP + heading.size() * LINE;
        int all = Math.max(words, Math.min(columns, tiles.size()) * width);
        BufferedImage sheet = Drawing.sheet(all + 2 * GAP, top + lines * height + GAP);
        Graphics2D graphics = Drawing.on(sheet);
        Drawing.heading(graphics, heading.get(0), GAP, GAP + LINE - 5, all);
        for (int i = 1; i < heading.size(); i++) {
            Drawing.text(graphics, heading.get(i), GAP, GAP + (i + 1) * LINE - 5, all);
        }
        for (int i = 0; i < tiles.size(); i++) {
            graphics.drawImage(tiles.get(i), GAP + i % columns * width, top + i / columns * height, null);
        }
        graphics.dispose();
        return sheet;
    }
}
