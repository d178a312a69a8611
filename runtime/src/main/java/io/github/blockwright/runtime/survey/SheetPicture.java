package io.github.blockwright.runtime.survey;

import io.github.blockwright.runtime.files.EncodedPicture;
import io.github.blockwright.runtime.survey.ContactSheet.Row;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** A contact sheet as PNG: a block for each class, ten pictures a line. */
final class SheetPicture {
    private static final int MOST_CLASSES = 40;
    private static final int MOST_PICTURES = 240;
    private static final int A_LINE = 10;
    private static final int GAP = 6;
    private static final int CELL = ContactSheet.SIDE + GAP;
    private static final int TITLE = 44;
    private static final int HEADING = 28;
    private static final int WIDTH = 2 * GAP + A_LINE * CELL;

    private SheetPicture() {}

    /** @throws IOException if the file cannot be written, or the thread is interrupted */
    static void write(Path png, String title, Findings findings) throws IOException {
        ContactSheet sheet = ContactSheet.of(findings, MOST_CLASSES, MOST_PICTURES);
        int height = TITLE + GAP;
        for (Row row : sheet.rows()) {
            height += HEADING + lines(row) * CELL;
        }
        int hidden = findings.counts().classes().size() - sheet.rows().size();
        height += hidden == 0 ? 0 : HEADING;
        BufferedImage picture = new BufferedImage(WIDTH, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, WIDTH, height);
            draw(graphics, title, 16, TITLE - 16);
            int y = TITLE;
            for (Row row : sheet.rows()) {
                draw(graphics, heading(row, findings), 13, y + HEADING - 10);
                y += HEADING;
                draw(graphics, row, sheet, y);
                y += lines(row) * CELL;
            }
            if (hidden > 0) {
                draw(graphics, "and " + hidden + " classes more", 13, y + HEADING - 10);
            }
        } finally {
            graphics.dispose();
        }
        EncodedPicture.write(png, picture);
    }

    private static int lines(Row row) {
        return (row.entries().size() + A_LINE - 1) / A_LINE;
    }

    private static String heading(Row row, Findings findings) {
        ClassCounts counts = findings.counts();
        StringBuilder text = new StringBuilder(Shown.name(counts.classes().get(row.label()))).append(": ");
        String separator = "";
        for (var part : counts.byPart().entrySet()) {
            text.append(separator)
                    .append(String.format(Locale.ROOT, "%s %,d", part.getKey(), part.getValue()[row.label()]));
            separator = ", ";
        }
        return text.toString();
    }

    private static void draw(Graphics2D graphics, String text, int size, int y) {
        graphics.setColor(Color.BLACK);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, size));
        String shown = text;
        while (graphics.getFontMetrics().stringWidth(shown) > WIDTH - 4 * GAP) {
            shown = shown.substring(0, shown.length() - 2) + "…";
        }
        graphics.drawString(shown, 2 * GAP, y);
    }

    private static void draw(Graphics2D graphics, Row row, ContactSheet sheet, int top) {
        for (int i = 0; i < row.entries().size(); i++) {
            BufferedImage small = sheet.small().get(row.entries().get(i));
            if (small != null) {
                int x = 2 * GAP + i % A_LINE * CELL + (ContactSheet.SIDE - small.getWidth()) / 2;
                int y = top + i / A_LINE * CELL + (ContactSheet.SIDE - small.getHeight()) / 2;
                graphics.setColor(Color.LIGHT_GRAY);
                graphics.drawRect(x - 1, y - 1, small.getWidth() + 1, small.getHeight() + 1);
                graphics.drawImage(small, x, y, null);
            }
        }
    }
}
