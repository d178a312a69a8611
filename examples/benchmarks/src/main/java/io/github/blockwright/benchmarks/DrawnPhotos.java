package io.github.blockwright.benchmarks;

import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.data.Shapes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Drawn shapes as files, in a folder for each class. */
final class DrawnPhotos {
    private DrawnPhotos() {}

    /** Writes so many of so many pixels a side. */
    static void write(Path folder, int pictures, int side) throws IOException {
        ImageDataset shapes = Shapes.generate(pictures, 1, side);
        for (int i = 0; i < shapes.size(); i++) {
            Path of = Files.createDirectories(
                    folder.resolve(shapes.classes().get(shapes.label(i)).replace(' ', '-')));
            ImageIO.write(shapes.picture(i), "png", of.resolve(i + ".png").toFile());
        }
    }
}
