package io.github.blockwright.runtime.records;

import io.github.blockwright.runtime.files.EncodedPicture;
import io.github.blockwright.runtime.records.Scores.Answer;
import io.github.blockwright.runtime.records.Scores.Picture;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Small copies of the pictures that a report shows, and which those are. */
public final class Thumbnails {
    /** How many of the surest mistakes are shown, and how many of the closest calls. */
    public static final int SHOWN = 24;

    private static final int PAIRS = 60;
    private static final int OF_A_PAIR = 3;
    private static final int SIDE = 112;
    /** Up to this many pixels a lossless file is small enough, and drawn edges stay sharp. */
    private static final int LOSSLESS = 64 * 64;

    private Thumbnails() {}

    /** Indices of the pictures that are worth a look: the surest mistakes, the closest calls, some of each confusion. */
    public static Set<Integer> worthALook(Scores scores, List<Double> thresholds) {
        Set<Integer> indices = new LinkedHashSet<>();
        if (scores.multiLabel()) {
            Stream.of(scores.wrong(thresholds), scores.given(thresholds))
                    .forEach(answers ->
                            answers.stream().limit(SHOWN).map(Answer::picture).forEach(p -> indices.add(p.index())));
            return indices;
        }
        List<Picture> mistakes = scores.mistakes();
        mistakes.stream().limit(SHOWN).forEach(p -> indices.add(p.index()));
        scores.hits().stream().limit(SHOWN).forEach(p -> indices.add(p.index()));
        Map<Integer, List<Picture>> pairs = mistakes.stream()
                .collect(Collectors.groupingBy(
                        p -> p.labels()[0] * scores.classes().size() + p.top()));
        pairs.values().stream()
                .sorted(Comparator.comparingInt(pair -> -pair.size()))
                .limit(PAIRS)
                .forEach(pair -> pair.stream().limit(OF_A_PAIR).forEach(p -> indices.add(p.index())));
        return indices;
    }

    /**
     * A picture of at most {@value #SIDE} pixels a side, as PNG or JPEG.
     *
     * @param pixels rows of pixels, 1 or 3 bytes each
     */
    public static byte[] of(int height, int width, byte[] pixels) throws IOException {
        int channels = pixels.length / (height * width);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < height * width; i++) {
            int rgb = 0;
            for (int c = 0; c < 3; c++) {
                rgb = (rgb << 8) | (pixels[i * channels + Math.min(c, channels - 1)] & 0xff);
            }
            image.setRGB(i % width, i / width, rgb);
        }
        return of(image);
    }

    /** A copy of at most {@value #SIDE} pixels a side, as PNG or JPEG. */
    public static byte[] of(BufferedImage image) throws IOException {
        int height = image.getHeight();
        int width = image.getWidth();
        double scale = Math.min(1, (double) SIDE / Math.max(height, width));
        BufferedImage small = scale == 1 ? image : scaled(image, scale);
        return EncodedPicture.of(small, small.getWidth() * small.getHeight() <= LOSSLESS ? "png" : "jpg");
    }

    private static BufferedImage scaled(BufferedImage image, double scale) {
        int width = Math.max(1, (int) Math.round(image.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(image.getHeight() * scale));
        BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = small.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            graphics.drawImage(image, 0, 0, width, height, null);
        } finally {
            graphics.dispose();
        }
        return small;
    }
}
