package io.github.blockwright.runtime.explain;

import static io.github.blockwright.runtime.explain.Drawing.GAP;
import static io.github.blockwright.runtime.explain.Drawing.LINE;

import ai.djl.modality.Classifications.Classification;
import io.github.blockwright.runtime.explain.Panels.Panel;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * All that is to be shown of a picture, to be drawn: the picture, heat maps, and pictures that the network takes for much the
 * same.
 *
 * @param name the heading
 * @param picture as the network sees it
 * @param heatMaps of this picture; there may be none
 * @param neighbours the most similar first; there may be none
 */
public record Explanation(String name, SeenPicture picture, List<HeatMap> heatMaps, List<Neighbour> neighbours) {
    private static final int SIDE = 320;
    private static final int SIDE_ON_SHEETS = 200;
    private static final int COLUMNS = 5;
    private static final int NEIGHBOURS = 8;
    private static final int BAR = 160;

    /**
     * Takes copies of the lists.
     *
     * @param name as the record says
     * @param picture as the record says
     * @param heatMaps as the record says
     * @param neighbours as the record says
     */
    public Explanation {
        heatMaps = List.copyOf(heatMaps);
        neighbours = List.copyOf(neighbours);
    }

    /**
     * Draws it, with a legend.
     *
     * @param png the file to write
     * @throws IOException if it cannot be written
     */
    public void write(Path png) throws IOException {
        Drawing.write(png, sheet(List.of(this), SIDE));
    }

    /**
     * Draws several, below each other and smaller, with one legend.
     *
     * @param png the file to write
     * @param explanations at least one
     * @throws IOException if it cannot be written
     */
    public static void writeSheet(Path png, List<Explanation> explanations) throws IOException {
        Drawing.write(png, sheet(explanations, SIDE_ON_SHEETS));
    }

    private static BufferedImage sheet(List<Explanation> explanations, int side) {
        List<Panels> all = explanations.stream()
                .flatMap(explanation -> explanation.panels(side).stream())
                .toList();
        boolean hasLegend = explanations.stream()
                .anyMatch(explanation -> !explanation.heatMaps().isEmpty());
        int legend = hasLegend ? LINE + GAP : 0;
        int width = Math.max(
                legendWidth(), all.stream().mapToInt(Panels::width).max().orElse(0));
        int height = all.stream().mapToInt(Panels::height).sum();
        BufferedImage sheet = Drawing.sheet(width + 2 * GAP, height + legend + GAP);
        Graphics2D graphics = Drawing.on(sheet);
        int y = GAP;
        for (Panels panels : all) {
            panels.draw(graphics, GAP, y, width);
            y += panels.height();
        }
        if (hasLegend) {
            legend(graphics, GAP, y);
        }
        graphics.dispose();
        return sheet;
    }

    private List<Panels> panels(int side) {
        List<Panel> maps = new ArrayList<>();
        List<Classification> best = picture.answer().topK(2);
        maps.add(new Panel(
                picture.image(),
                best.stream()
                        .map(one -> said(one.getClassName(), one.getProbability()))
                        .toList()));
        for (HeatMap map : heatMaps) {
            String what = map.strongest() > 0 ? map.method() : map.method() + ": nothing speaks for it";
            maps.add(new Panel(map.overlay(), List.of(said(map.className(), map.probability()), what)));
        }
        List<Panels> all = new ArrayList<>(List.of(new Panels(name, maps, Math.min(COLUMNS, maps.size()), side)));
        if (!neighbours.isEmpty()) {
            List<Panel> near = neighbours.stream().map(Explanation::panel).toList();
            int small = side * 3 / 5;
            all.add(new Panels("nearest pictures", near, Math.min(NEIGHBOURS, near.size()), small));
        }
        return all;
    }

    private static Panel panel(Neighbour neighbour) {
        BufferedImage image = Drawing.image(
                neighbour.frame().height(),
                neighbour.frame().width(),
                neighbour.frame().channels(),
                neighbour.frame().pixels());
        String classes = neighbour.classes().isEmpty() ? "none" : String.join(", ", neighbour.classes());
        return new Panel(image, List.of(classes, String.format(Locale.ROOT, "cosine %.3f", neighbour.similarity())));
    }

    private static String said(String className, double probability) {
        return String.format(Locale.ROOT, "%s, %.1f %%", className, 100 * probability);
    }

    private static final String NOTHING = "nothing";
    private static final String STRONGEST = "strongest in this picture";

    private static int legendWidth() {
        return Drawing.width(NOTHING) + BAR + 2 * GAP + Drawing.width(STRONGEST);
    }

    /** The colours as they are on a medium grey. */
    private static void legend(Graphics2D graphics, int left, int top) {
        int x = left;
        graphics.drawString(NOTHING, x, top + LINE - 5);
        x += Drawing.width(NOTHING) + GAP;
        for (int i = 0; i < BAR; i++) {
            graphics.setColor(new Color(HeatMap.onGrey(128, i / (BAR - 1.0))));
            graphics.fillRect(x + i, top + 2, 1, LINE - 4);
        }
        graphics.setColor(Color.BLACK);
        graphics.drawString(STRONGEST, x + BAR + GAP, top + LINE - 5);
    }
}
