package io.github.blockwright.runtime.data;

import io.github.blockwright.runtime.testing.Colours;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;

/** Folders of small pictures whose class is their colour, for tests. */
final class PictureFolder {
    private PictureFolder() {}

    /** Pictures of 8 × 8, in three classes, so many of each. */
    static Path draw(Path root, int each) throws IOException {
        ImageDataset images = Colours.generate(3 * each, 1);
        for (int i = 0; i < images.size(); i++) {
            Path folder = root.resolve(Colours.CLASSES.get(images.label(i)));
            Files.createDirectories(folder);
            BufferedImage picture = images.picture(i);
            ImageIO.write(
                    picture, "png", folder.resolve(String.format("%03d.png", i)).toFile());
        }
        return root;
    }

    /** Makes a file a picture that is cut off. */
    static void damage(Path file) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    }
}
