package io.github.blockwright.runtime.explain;

import static io.github.blockwright.runtime.explain.Drawing.GAP;
import static io.github.blockwright.runtime.explain.Drawing.LINE;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Pictures beside each other, each with two lines below it, under a heading.
 *
 * @param heading a line
 * @param panels in order
 * @param columns how many are beside each other before the next line begins
 * @param side of a picture's longer side in pixels
 */
record Panels(String heading, List<Panel> panels, int columns, int side) {
    /** @param caption two lines */
    record Panel(BufferedImage image, List<String> caption) {}

    /** Of all that are beside each other. */
    int width() {
        return columns * (cellWidth() + GAP) - GAP;
    }

    int height() {
        return LINE + lines() * (cellHeight() + GAP);
    }

    private int lines() {
        return (panels.size() + columns - 1) / columns;
    }

    private int cellWidth() {
        return panels.stream()
                .mapToInt(panel -> scaled(panel.image().getWidth(), panel))
                .max()
                .orElse(0);
    }

    private int cellHeight() {
        return pictureHeight() + 2 * LINE;
    }

    private int pictureHeight() {
        return panels.stream()
                .mapToInt(panel -> scaled(panel.image().getHeight(), panel))
                .max()
                .orElse(0);
    }

    private int scaled(int length, Panel panel) {
        return Math.max(
                1,
                Math.round(length
                        * side
                        / (float)
                                Math.max(panel.image().getWidth(), panel.image().getHeight())));
    }

    /** @param room for the heading */
    void draw(Graphics2D graphics, int left, int top, int room) {
        Drawing.heading(graphics, heading, left, top + LINE - 5, room);
        for (int i = 0; i < panels.size(); i++) {
            Panel panel = panels.get(i);
            int x = left + i % columns * (cellWidth() + GAP);
            int y = top + LINE + i / columns * (cellHeight() + GAP);
            int width = scaled(panel.image().getWidth(), panel);
            int height = scaled(panel.image().getHeight(), panel);
            graphics.drawImage(Drawing.scaled(panel.image(), width, height), x, y, null);
            for (int line = 0; line < panel.caption().size(); line++) {
                int below = y + pictureHeight() + (line + 1) * LINE - 4;
                Drawing.text(graphics, panel.caption().get(line), x, below, cellWidth());
            }
        }
    }
}
