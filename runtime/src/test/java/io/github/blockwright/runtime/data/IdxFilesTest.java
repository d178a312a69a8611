package io.github.blockwright.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blockwright.runtime.blocks.InputSpec;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdxFilesTest {
    private static final int[] DIGITS = {5, 0, 4, 1, 9, 2, 1, 3, 1, 4, 3, 5, 6, 7, 8, 6, 7, 8, 0, 2, 9};
    private static final int[] CLOTHES = {9, 0, 0, 3, 0, 2, 7, 2, 5, 5, 1, 1, 4, 4, 6, 6, 7, 8, 8, 3, 9};

    @TempDir
    private Path root;

    private static byte[] images(int count, int side) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        for (int number : new int[] {0x803, count, side, side}) {
            out.writeInt(number);
        }
        for (int i = 0; i < count; i++) {
            byte[] image = new byte[side * side];
            Arrays.fill(image, (byte) (10 * i));
            out.write(image);
        }
        return bytes.toByteArray();
    }

    private static byte[] labels(int... labels) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(0x801);
        out.writeInt(labels.length);
        for (int label : labels) {
            out.write(label);
        }
        return bytes.toByteArray();
    }

    private void write(String name, byte[] content) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        if (!name.endsWith(".gz")) {
            Files.write(file, content);
            return;
        }
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(content);
        }
    }

    private void writeBoth(String folder, String between, String ending, int[] train) throws IOException {
        write(folder + "train-images" + between + "3-ubyte" + ending, images(train.length, 28));
        write(folder + "train-labels" + between + "1-ubyte" + ending, labels(train));
        write(folder + "t10k-images" + between + "3-ubyte" + ending, images(3, 28));
        write(folder + "t10k-labels" + between + "1-ubyte" + ending, labels(7, 2, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {",-idx,.gz", ",-idx,", ",.idx,", "MNIST/raw/,-idx,.gz", "raw/,-idx,"})
    void digitsAreFoundPackedOrNot(String where) throws IOException {
        String[] parts = where.split(",", -1);
        writeBoth(parts[0], parts[1], parts[2], DIGITS);

        Pictures pictures = Pictures.of(root);

        assertThat(pictures.classes()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        assertThat(pictures.testCount()).isEqualTo(3);
        assertThat(pictures.holdOut(0.4, 0).toString())
                .contains("held out by the seed 0 to validate on and 3 to test on");
        InputSpec grey = new InputSpec(28, 28, 1, 1, List.of(0.0), List.of(1.0));
        try (OpenPictures open = pictures.open(grey)) {
            ImageSource test = open.test().orElseThrow();
            assertThat(IntStream.range(0, 3).map(test::label)).containsExactly(7, 2, 1);
            assertThat(test.read(2)).extracting(Frame::height, Frame::channels).containsExactly(28, 1);
            assertThat(test.read(2).pixels()).containsOnly(20);
        }
    }

    @Test
    void theyAreScaledAndColouredForANetworkThatWantsThat() throws IOException {
        writeBoth("", "-idx", ".gz", DIGITS);
        InputSpec colour = new InputSpec(32, 40, 3, 1, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));

        try (OpenPictures open = Pictures.of(root).open(colour)) {
            Frame frame = open.test().orElseThrow().read(1);
            assertThat(frame.pixels()).hasSize(32 * 40 * 3).containsOnly(10);
        }
    }

    @Test
    void clothesHaveTheirPublishedNames() throws IOException {
        writeBoth("", "-idx", ".gz", CLOTHES);

        assertThat(Pictures.of(root).classes())
                .startsWith("T-shirt/top", "Trouser")
                .endsWith("Bag", "Ankle boot");
        assertThat(Pictures.of(root.resolve("train-images-idx3-ubyte.gz")).classes())
                .contains("Sneaker");
    }

    @Test
    void damageIsNamed() throws IOException {
        writeBoth("", "-idx", "", DIGITS);
        write("train-labels-idx1-ubyte", labels(1, 2));
        assertThatThrownBy(() -> Pictures.of(root))
                .isInstanceOf(IOException.class)
                .hasMessage(root.resolve("train-images-idx3-ubyte")
                        + " is damaged: it has 21 images for 2 labels; get it" + " again");
        write("train-labels-idx1-ubyte", images(2, 1));
        assertThatThrownBy(() -> Pictures.of(root)).hasMessageContaining("begins with 00000803 instead of 00000801");
        write("train-labels-idx1-ubyte", labels(DIGITS));
        write("train-images-idx3-ubyte", Arrays.copyOf(images(21, 28), 2_000));
        assertThatThrownBy(() -> Pictures.of(root)).hasMessageContaining("it is cut off");
        Files.delete(root.resolve("train-labels-idx1-ubyte"));
        assertThatThrownBy(() -> Pictures.of(root)).hasMessageContaining(root + " has no train-labels-idx1-ubyte");
    }
}
