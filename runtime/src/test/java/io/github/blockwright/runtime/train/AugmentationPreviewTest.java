package io.github.blockwright.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.data.ImageDataset;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AugmentationPreviewTest {
    private static final InputSpec INPUT =
            new InputSpec(40, 40, 3, 1 / 255.0, List.of(0.4, 0.5, 0.6), List.of(0.2, 0.3, 0.1));

    @TempDir
    private Path folder;

    /** Three images of three classes, each of one colour. */
    private static ImageDataset images() {
        byte[][] pixels = new byte[3][40 * 40 * 3];
        for (int image = 0; image < 3; image++) {
            for (int i = image; i < pixels[image].length; i += 3) {
                pixels[image][i] = (byte) 200;
            }
        }
        return new ImageDataset(40, 40, 3, List.of("red", "green", "blue"), pixels, new int[] {0, 1, 2});
    }

    private BufferedImage preview(Augmentation augmentation) throws IOException {
        Path png = folder.resolve("augmented.png");
        AugmentationPreview.write(png, images(), INPUT, augmentation, 1);
        return ImageIO.read(png.toFile());
    }

    @Test
    void sixteenImagesOfEveryClassInTurnShowTheirPixels() throws IOException {
        BufferedImage sheet = preview(Augmentation.NONE);

        // Four times 160 pixels, a gap of 8 beside each and a line of text below.
        assertThat(sheet.getWidth()).isEqualTo(4 * 168 + 8);
        assertThat(sheet.getHeight()).isEqualTo(4 * 190 + 8);
        int[] colours = {0xc80000, 0x00c800, 0x0000c8};
        for (int i = 0; i < 16; i++) {
            int rgb = sheet.getRGB(8 + i % 4 * 168 + 80, 8 + i / 4 * 190 + 80) & 0xffffff;
            assertThat(rgb).isEqualTo(colours[i % 3]);
        }
    }

    @Test
    void mixedImagesAreShownMixed() throws IOException {
        int rgb = preview(Augmentation.NONE.withMixUp(1)).getRGB(88 + 168, 88);

        assertThat((rgb >> 16 & 0xff) + (rgb >> 8 & 0xff)).isBetween(199, 201);
        assertThat(rgb & 0xff).isZero();
    }

    @Test
    void theSameSeedDrawsTheSamePicture() throws IOException {
        preview(Augmentation.PHOTOS.withTrivialAugmentWide());
        byte[] first = Files.readAllBytes(folder.resolve("augmented.png"));
        preview(Augmentation.PHOTOS.withTrivialAugmentWide());

        assertThat(folder.resolve("augmented.png")).hasBinaryContent(first);
    }
}
