package io.github.blockwright.benchmarks.reading;

import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.data.Shapes;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** Makes JPEGs of 500 × 375 to read: of other photos, scaled, or of drawn shapes. */
final class Photos {
    private static final int WIDTH = 500;
    private static final int HEIGHT = 375;
    private static final int CLASSES = 2;
    private static final int MEASURED = 50;

    private Photos() {}

    /** Makes {@code train} and {@code validation} with two classes each. */
    static void make(Path folder, Optional<Path> photos, int count) throws IOException {
        List<Path> files = List.of();
        if (photos.isPresent()) {
            try (Stream<Path> all = Files.walk(photos.get())) {
                files = all.filter(Files::isRegularFile).sorted().toList();
            }
        }
        ImageDataset shapes = Shapes.generate(CLASSES * 10, 1, WIDTH);
        for (int i = 0; i < count + MEASURED; i++) {
            BufferedImage original = files.isEmpty()
                    ? shapes.picture(i % shapes.size())
                    : ImageIO.read(files.get(i % files.size()).toFile());
            BufferedImage scaled = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = scaled.createGraphics();
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            graphics.drawImage(original, 0, 0, WIDTH, HEIGHT, null);
            graphics.dispose();
            Path file = folder.resolve(i < count ? "train" : "validation")
                    .resolve("class" + i % CLASSES)
                    .resolve(i + ".jpg");
            Files.createDirectories(file.getParent());
            ImageIO.write(scaled, "jpg", file.toFile());
        }
    }
}
