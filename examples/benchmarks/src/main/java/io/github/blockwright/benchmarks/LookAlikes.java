package io.github.blockwright.benchmarks;

import com.google.gson.JsonParser;
import io.github.blockwright.runtime.data.DataSurvey;
import io.github.blockwright.runtime.data.Pictures;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.RescaleOp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * Which share of photos a survey finds again after they were changed: {@code LookAlikes FOLDER [PHOTOS]}. Of the folder's
 * JPEG files, so many are taken at equal distances; they are the pictures to train on, and changed the ones to validate on.
 */
public final class LookAlikes {
    private static final int[] NEAR = {4, 6, 8, 10, 12};

    private LookAlikes() {}

    private interface Change {
        void write(BufferedImage photo, Path file) throws IOException;
    }

    /** Prints a line for each change. */
    public static void main(String[] arguments) throws IOException {
        int count = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 200;
        List<Path> all;
        try (Stream<Path> files = Files.walk(Path.of(arguments[0]))) {
            all = files.filter(file -> file.toString().endsWith(".jpg"))
                    .sorted()
                    .toList();
        }
        System.out.print("| change |");
        for (int near : NEAR) {
            System.out.print(" " + near + " |");
        }
        System.out.println();
        for (Map.Entry<String, Change> change : changes().entrySet()) {
            Path folder = Files.createTempDirectory("look-alikes");
            for (int i = 0; i < count; i++) {
                Path photo = all.get((int) ((long) i * all.size() / count));
                String kind = i % 2 == 0 ? "even" : "odd";
                Path train = Files.createDirectories(folder.resolve("train").resolve(kind));
                Path validation =
                        Files.createDirectories(folder.resolve("validation").resolve(kind));
                Files.copy(photo, train.resolve(i + ".jpg"));
                change.getValue().write(ImageIO.read(photo.toFile()), validation.resolve(i + ".jpg"));
            }
            System.out.print("| " + change.getKey() + " |");
            for (int near : NEAR) {
                System.out.printf(Locale.ROOT, " %.0f %% |", 100.0 * found(folder, near) / count);
            }
            System.out.println();
            Folders.delete(folder);
        }
    }

    private static int found(Path folder, int near) throws IOException {
        String json = DataSurvey.of(Pictures.of(folder), near).toJson();
        return JsonParser.parseString(json)
                .getAsJsonObject()
                .getAsJsonObject("nearlySame")
                .getAsJsonArray("acrossParts")
                .size();
    }

    private static Map<String, Change> changes() {
        Map<String, Change> changes = new LinkedHashMap<>();
        changes.put("JPEG of quality 50", (photo, file) -> jpeg(photo, 0.5f, file));
        changes.put("JPEG of quality 10", (photo, file) -> jpeg(photo, 0.1f, file));
        changes.put(
                "half the size",
                (photo, file) -> jpeg(scaled(photo, photo.getWidth() / 2, photo.getHeight() / 2), file));
        changes.put("squashed to 64 × 64", (photo, file) -> jpeg(scaled(photo, 64, 64), file));
        changes.put("grey", (photo, file) -> jpeg(drawn(photo, BufferedImage.TYPE_BYTE_GRAY), file));
        changes.put("lighter by 1.3", (photo, file) -> jpeg(rescaled(photo, 1.3f, 0), file));
        changes.put("contrast 0.6", (photo, file) -> jpeg(rescaled(photo, 0.6f, 50), file));
        changes.put("2 % cut off", (photo, file) -> jpeg(cropped(photo, 0.02), file));
        changes.put("5 % cut off", (photo, file) -> jpeg(cropped(photo, 0.05), file));
        changes.put("10 % cut off", (photo, file) -> jpeg(cropped(photo, 0.1), file));
        changes.put("turned by 2°", (photo, file) -> jpeg(turned(photo, 2), file));
        changes.put("a white mark in a corner", (photo, file) -> jpeg(marked(photo), file));
        changes.put("mirrored", (photo, file) -> jpeg(mirrored(photo), file));
        return changes;
    }

    private static BufferedImage drawn(BufferedImage photo, int type) {
        return transformed(photo, new AffineTransform(), photo.getWidth(), photo.getHeight(), type);
    }

    private static BufferedImage scaled(BufferedImage photo, int width, int height) {
        // In steps of a half, so that nothing is left out.
        BufferedImage result = photo;
        while (result.getWidth() / 2 >= width && result.getHeight() / 2 >= height) {
            result = resized(result, result.getWidth() / 2, result.getHeight() / 2);
        }
        return resized(result, width, height);
    }

    private static BufferedImage resized(BufferedImage photo, int width, int height) {
        AffineTransform scale = AffineTransform.getScaleInstance(
                (double) width / photo.getWidth(), (double) height / photo.getHeight());
        return transformed(photo, scale, width, height, BufferedImage.TYPE_INT_RGB);
    }

    private static BufferedImage rescaled(BufferedImage photo, float factor, float offset) {
        return new RescaleOp(factor, offset, null).filter(drawn(photo, BufferedImage.TYPE_INT_RGB), null);
    }

    private static BufferedImage cropped(BufferedImage photo, double share) {
        int x = (int) (photo.getWidth() * share / 2);
        int y = (int) (photo.getHeight() * share / 2);
        return photo.getSubimage(x, y, photo.getWidth() - 2 * x, photo.getHeight() - 2 * y);
    }

    private static BufferedImage turned(BufferedImage photo, double degrees) {
        AffineTransform turn = AffineTransform.getRotateInstance(
                Math.toRadians(degrees), photo.getWidth() / 2.0, photo.getHeight() / 2.0);
        return transformed(photo, turn, photo.getWidth(), photo.getHeight(), BufferedImage.TYPE_INT_RGB);
    }

    private static BufferedImage mirrored(BufferedImage photo) {
        AffineTransform mirror = new AffineTransform(-1, 0, 0, 1, photo.getWidth(), 0);
        return transformed(photo, mirror, photo.getWidth(), photo.getHeight(), BufferedImage.TYPE_INT_RGB);
    }

    private static BufferedImage marked(BufferedImage photo) {
        BufferedImage marked = drawn(photo, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = marked.createGraphics();
        graphics.setColor(Color.WHITE);
        int width = photo.getWidth();
        int height = photo.getHeight();
        graphics.fillRect(width * 7 / 10, height * 88 / 100, width * 27 / 100, height * 9 / 100);
        graphics.dispose();
        return marked;
    }

    private static BufferedImage transformed(
            BufferedImage photo, AffineTransform transform, int width, int height, int type) {
        BufferedImage result = new BufferedImage(width, height, type);
        Graphics2D graphics = result.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(photo, transform, null);
        graphics.dispose();
        return result;
    }

    private static void jpeg(BufferedImage picture, Path file) throws IOException {
        jpeg(picture, 0.9f, file);
    }

    private static void jpeg(BufferedImage picture, float quality, Path file) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam settings = writer.getDefaultWriteParam();
        settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        settings.setCompressionQuality(quality);
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), settings);
        } finally {
            writer.dispose();
        }
    }
}
