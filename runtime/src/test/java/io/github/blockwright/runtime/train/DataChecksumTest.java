package io.github.blockwright.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blockwright.runtime.data.ImageDataset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DataChecksumTest {
    private static final List<String> CLASSES =
            IntStream.range(0, 300).mapToObj(i -> "class " + i).toList();

    private static long checksum(List<String> classes, byte[] pixels, int... labels) {
        byte[][] images = new byte[pixels.length][];
        for (int i = 0; i < images.length; i++) {
            images[i] = new byte[] {pixels[i]};
        }
        return DataChecksum.of(new ImageDataset(1, 1, 1, classes, images, labels));
    }

    @Test
    void everyPixelLabelAndClassNameCountsAndSoDoesTheOrder() {
        long checksum = checksum(CLASSES, new byte[] {1, 2}, 3, 4);
        assertThat(checksum(CLASSES, new byte[] {1, 2}, 3, 4)).isEqualTo(checksum);
        assertThat(checksum(CLASSES, new byte[] {1, 5}, 3, 4)).isNotEqualTo(checksum);
        assertThat(checksum(CLASSES, new byte[] {1, 2}, 3, 5)).isNotEqualTo(checksum);
        assertThat(checksum(CLASSES, new byte[] {1, 2}, 3, 4 + 256)).isNotEqualTo(checksum);
        assertThat(checksum(CLASSES, new byte[] {2, 1}, 4, 3)).isNotEqualTo(checksum);
        assertThat(checksum(CLASSES.subList(0, 299), new byte[] {1, 2}, 3, 4)).isNotEqualTo(checksum);
    }
}
