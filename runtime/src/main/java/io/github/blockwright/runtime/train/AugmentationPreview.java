package io.github.blockwright.runtime.train;

import io.github.blockwright.runtime.batches.Batches;
import io.github.blockwright.runtime.batches.ImageLoop;
import io.github.blockwright.runtime.batches.Targets;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.data.ImageSource;
import io.github.blockwright.runtime.data.OpenPictures;
import io.github.blockwright.runtime.data.Pictures;
import io.github.blockwright.runtime.files.EncodedPicture;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A picture of what a training sees: sixteen of its images after augmentation, each with its class below it. */
public final class AugmentationPreview {
    private static final int COLUMNS = 4;
    private static final int IMAGES = COLUMNS * COLUMNS;
    private static final int GAP = 8;
    private static final int LABEL = 22;
    /** Smaller images are enlarged by a whole number to about this side. */
    private static final int SIDE = 160;

    private AugmentationPreview() {}

    /**
     * Draws sixteen images in four rows, of every class in turn; of fewer than sixteen, some several times, each time
     * augmented anew. Below each stands its class, or the shares of several.
     *
     * @param png the file to write
     * @param source images of the input's size, or of any size if the augmentation {@linkplain Augmentation#needsMargin cuts
     *     parts out of them}
     * @param input the network's images: their size, channels (1 or 3) and preprocessing
     * @param augmentation what is changed
     * @param seed decides which images are shown and everything that is left to chance
     * @throws IOException if an image cannot be read or the file not be written; the message names it
     * @throws IllegalArgumentException if there is no image, or the augmentation does not suit the input
     */
    public static void write(Path png, ImageSource source, InputSpec input, Augmentation augmentation, long seed)
            throws IOException {
        Batches batches =
                new Batches(source.subset(chosen(source, seed)), input, IMAGES, false, augmentation, seed, false, 1, 1);
        float[] values = new float[IMAGES * input.height() * input.width() * input.channels()];
        int[] all = IntStream.range(0, IMAGES).toArray();
        Targets targets;
        try (ImageLoop loop = new ImageLoop(source.workers())) {
            targets = batches.fill(1, all, FloatBuffer.wrap(values), loop);
        }
        BufferedImage sheet = sheet(input, values, captions(source.classes(), targets));
        EncodedPicture.write(png, sheet);
    }

    /**
     * Draws sixteen of the pictures to train on; see {@link #write(Path, ImageSource, InputSpec, Augmentation, long)}.
     *
     * @param png the file to write
     * @param pictures of which only those that are shown are read
     * @param input the network's images
     * @param augmentation what is changed
     * @param seed decides which pictures are shown and everything that is left to chance
     * @throws IOException if a picture cannot be read or the file not be written; the message names it
     */
    public static void write(Path png, Pictures pictures, InputSpec input, Augmentation augmentation, long seed)
            throws IOException {
        try (OpenPictures open = pictures.open(input)) {
            write(png, open.train(), input, augmentation, seed);
        }
    }

    /** One of each class after the other, any of it, until there are enough. */
    private static int[] chosen(ImageSource source, long seed) {
        List<List<Integer>> byClass = new ArrayList<>();
        source.classes().forEach(name -> byClass.add(new ArrayList<>()));
        List<Integer> none = new ArrayList<>();
        for (int i = 0; i < source.size(); i++) {
            (source.label(i) < 0 ? none : byClass.get(source.label(i))).add(i);
        }
        byClass.add(none);
        byClass.removeIf(List::isEmpty);
        if (byClass.isEmpty()) {
            throw new IllegalArgumentException("There is no image to show");
        }
        SplittableRandom random = new SplittableRandom(seed);
        return IntStream.range(0, IMAGES)
                .map(i -> {
                    List<Integer> members = byClass.get(i % byClass.size());
                    return members.get(random.nextInt(members.size()));
                })
                .toArray();
    }

    private static List<String> captions(List<String> classes, Targets targets) {
        List<String> captions = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            if (targets.shares().isEmpty()) {
                captions.add(classes.get(targets.labels()[i]));
                continue;
            }
            int first = i * classes.size();
            float[] shares = targets.shares().get();
            List<String> parts = IntStream.range(0, classes.size())
                    .filter(c -> shares[first + c] >= 0.005f)
                    .boxed()
                    .sorted(Comparator.comparing(c -> -shares[first + c]))
                    .map(c -> classes.get(c) + percent(shares[first + c]))
                    .toList();
            captions.add(parts.isEmpty() ? "none" : String.join(", ", parts));
        }
        return captions;
    }

    private static String percent(float share) {
        return share > 0.995f ? "" : String.format(Locale.ROOT, " %.0f %%", 100 * share);
    }

    private static BufferedImage sheet(InputSpec input, float[] values, List<String> captions) {
        int zoom = Math.max(1, Math.round(SIDE / (float) Math.max(input.height(), input.width())));
        int cellWidth = zoom * input.width() + GAP;
        int cellHeight = zoom * input.height() + LABEL + GAP;
        BufferedImage sheet =
                new BufferedImage(COLUMNS * cellWidth + GAP, COLUMNS * cellHeight + GAP, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        graphics.setColor(Color.BLACK);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        for (int i = 0; i < IMAGES; i++) {
            int left = GAP + i % COLUMNS * cellWidth;
            int top = GAP + i / COLUMNS * cellHeight;
            draw(sheet, input, values, i, left, top, zoom);
            String caption = shortened(captions.get(i), graphics.getFontMetrics(), cellWidth - GAP);
            graphics.drawString(caption, left, top + zoom * input.height() + LABEL - 7);
        }
        graphics.dispose();
        return sheet;
    }

    private static void draw(
            BufferedImage sheet, InputSpec input, float[] values, int image, int left, int top, int zoom) {
        int channels = input.channels();
        for (int y = 0; y < zoom * input.height(); y++) {
            for (int x = 0; x < zoom * input.width(); x++) {
                int at = ((image * input.height() + y / zoom) * input.width() + x / zoom) * channels;
                int rgb = 0;
                for (int c = 0; c < 3; c++) {
                    int channel = Math.min(c, channels - 1);
                    rgb = rgb << 8 | pixel(values[at + channel], input, channel);
                }
                sheet.setRGB(left + x, top + y, rgb);
            }
        }
    }

    /** What was normalised. */
    private static int pixel(float value, InputSpec input, int channel) {
        double standardised =
                value * input.standardDeviation().get(channel) + input.mean().get(channel);
        return (int) Math.max(0, Math.min(255, Math.round(standardised / input.scale())));
    }

    private static String shortened(String text, FontMetrics metrics, int width) {
        String shown = text;
        while (metrics.stringWidth(shown) > width && shown.length() > 2) {
            shown = shown.substring(0, shown.length() - 2) + "…";
        }
        return shown;
    }
}
