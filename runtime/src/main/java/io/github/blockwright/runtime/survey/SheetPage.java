package io.github.blockwright.runtime.survey;

import io.github.blockwright.runtime.files.AtomicFiles;
import io.github.blockwright.runtime.files.EncodedPicture;
import io.github.blockwright.runtime.survey.ContactSheet.Row;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/** A contact sheet as a page of HTML that holds its pictures itself, fetches nothing and runs nothing. */
final class SheetPage {
    private static final int MOST_CLASSES = 1_000;
    private static final int MOST_PICTURES = 600;
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%s</title>
            <style>
            body { font-family: sans-serif; margin: 2em auto; max-width: 72em; padding: 0 1em; color: #222; }
            pre { background: #f4f4f4; padding: 1em; white-space: pre-wrap; overflow-wrap: anywhere; }
            h2 { margin: 1.5em 0 .5em; font-size: 1.1em; }
            img { outline: 1px solid #ddd; }
            .pictures { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; }
            figure { display: inline-block; margin: 0 1em 1em 0; vertical-align: top; width: 13em; }
            figcaption { font-size: .75em; overflow-wrap: anywhere; }
            </style>
            </head>
            <body>
            """;

    private SheetPage() {}

    /** @throws IOException if the file cannot be written, or the thread is interrupted */
    static void write(Path html, String title, List<String> lines, Findings findings) throws IOException {
        ContactSheet sheet = ContactSheet.of(findings, MOST_CLASSES, MOST_PICTURES);
        StringBuilder page = new StringBuilder(HEAD.formatted(Shown.html(title)));
        page.append("<h1>What is in the data</h1>\n<pre>");
        lines.forEach(line -> page.append(Shown.html(line)).append('\n'));
        page.append("</pre>\n");
        twins(page, sheet, findings);
        for (Row row : sheet.rows()) {
            String name = Shown.name(findings.counts().classes().get(row.label()));
            page.append("<h2>").append(Shown.html(name)).append("</h2>\n<div class=\"pictures\">\n");
            row.entries().forEach(entry -> picture(page, sheet, findings.name(entry), entry));
            page.append("</div>\n");
        }
        page.append("</body>\n</html>\n");
        AtomicFiles.write(html, part -> Files.writeString(part, page));
    }

    private static void twins(StringBuilder page, ContactSheet sheet, Findings findings) {
        if (sheet.twins().isEmpty()) {
            return;
        }
        page.append("<h2>Look at these</h2>\n");
        for (Twin twin : sheet.twins()) {
            page.append("<figure><div class=\"pictures\">\n");
            picture(page, sheet, findings.name(twin.one()), twin.one());
            picture(page, sheet, findings.name(twin.other()), twin.other());
            page.append("</div><figcaption>")
                    .append(Shown.html(findings.labelled(twin.one())))
                    .append("<br>")
                    .append(Shown.html(findings.labelled(twin.other())))
                    .append("<br>")
                    .append(twin.distance())
                    .append(" bits differ")
                    .append(twin.mirrored() ? ", mirrored" : "")
                    .append("</figcaption></figure>\n");
        }
    }

    private static void picture(StringBuilder page, ContactSheet sheet, String name, int entry) {
        BufferedImage small = sheet.small().get(entry);
        if (small != null) {
            String escaped = Shown.html(name);
            page.append("<img src=\"data:image/jpeg;base64,")
                    .append(Base64.getEncoder().encodeToString(jpeg(small)))
                    .append("\" width=\"")
                    .append(small.getWidth())
                    .append("\" height=\"")
                    .append(small.getHeight())
                    .append("\" alt=\"")
                    .append(escaped)
                    .append("\" title=\"")
                    .append(escaped)
                    .append("\">\n");
        }
    }

    private static byte[] jpeg(BufferedImage picture) {
        return EncodedPicture.of(picture, "jpg");
    }
}
