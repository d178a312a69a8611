package io.github.blockwright.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Cifar100Test {
    private static final int RECORD = 3074;

    @TempDir
    private Path root;

    private Path folder;

    /** Coarse labels go round from 0, fine ones from 99 down; the planes hold 1, 2 and 3. */
    private static byte[] records(int count) {
        byte[] records = new byte[count * RECORD];
        for (int i = 0; i < count; i++) {
            int at = i * RECORD;
            records[at] = (byte) (i % 20);
            records[at + 1] = (byte) (99 - i % 100);
            for (int c = 0; c < 3; c++) {
                Arrays.fill(records, at + 2 + c * 1024, at + 2 + (c + 1) * 1024, (byte) (c + 1));
            }
        }
        return records;
    }

    private static String names(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).collect(Collectors.joining("\n"));
    }

    @BeforeEach
    void write() throws IOException {
        folder = Files.createDirectories(root.resolve("cifar-100-binary"));
        Files.writeString(folder.resolve("fine_label_names.txt"), names("fine", 100) + "\n");
        Files.writeString(folder.resolve("coarse_label_names.txt"), names("coarse", 20) + "\n");
        Files.write(folder.resolve("train.bin"), records(500));
        Files.write(folder.resolve("test.bin"), records(3));
    }

    @Test
    void fineClassesAreTheUsualOnes() throws IOException {
        Pictures pictures = Pictures.of(root);

        assertThat(pictures.classes()).hasSize(100).startsWith("fine0");
        assertThat(pictures.toString())
                .startsWith(root
                        + ": 400 pictures to train on, 100 held out by the seed 0 to validate on and 3 to test on, of"
                        + " 100 classes: fine0, fine1")
                .endsWith("fine29, ...");
        ImageDataset test = new Cifar100(folder, false).test();
        assertThat(IntStream.range(0, 3).map(test::label)).containsExactly(99, 98, 97);
        assertThat(Arrays.copyOf(test.pixels(2), 4)).containsExactly(1, 2, 3, 1);
    }

    @Test
    void coarseClassesCanBeAskedFor() throws IOException {
        Pictures pictures = Pictures.cifar100(folder, true);

        assertThat(pictures.classes()).hasSize(20).startsWith("coarse0");
        assertThat(new Cifar100(folder, true).test().label(2)).isEqualTo(2);
    }

    @Test
    void damageIsNamed() throws IOException {
        Files.write(folder.resolve("test.bin"), new byte[RECORD + 1]);
        assertThatThrownBy(() -> Pictures.of(root))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(folder.resolve("test.bin")
                        + ": expected records of 3074 bytes, 50000 at most, found" + " 3075 bytes");
        byte[] wrong = records(1);
        wrong[1] = 100;
        Files.write(folder.resolve("test.bin"), wrong);
        assertThatThrownBy(() -> Pictures.of(root)).hasMessageContaining("found the label 100 in record 0");
        Files.delete(folder.resolve("fine_label_names.txt"));
        assertThatThrownBy(() -> Pictures.of(root)).hasMessageContaining("expected 100 different names, found 0 names");
    }
}
