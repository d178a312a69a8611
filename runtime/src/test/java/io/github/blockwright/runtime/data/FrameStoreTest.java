package io.github.blockwright.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameStoreTest {
    private static final int COUNT = 5;

    @TempDir
    private Path folder;

    private FrameStore open(String identity, long room) throws IOException {
        return new FrameStore(folder.resolve("a.frames"), identity, COUNT, 3, new AtomicLong(room));
    }

    private FrameStore open() throws IOException {
        return open("these", 1000);
    }

    private static Frame frame(int image) {
        byte[] pixels = new byte[(image + 1) * 4 * 3];
        new Random(image).nextBytes(pixels);
        return new Frame(image + 1, 4, pixels);
    }

    private void writeAll() throws IOException {
        try (FrameStore store = open()) {
            // Not in order, as batches are not.
            for (int image : new int[] {3, 0, 4, 1, 2}) {
                store.write(image, frame(image));
            }
        }
    }

    private static void assertHas(FrameStore store, int image) {
        Frame found = store.read(image).orElseThrow();
        assertThat(found.height()).isEqualTo(image + 1);
        assertThat(found.width()).isEqualTo(4);
        assertThat(found.pixels()).isEqualTo(frame(image).pixels());
    }

    @Test
    void whatWasWrittenComesBackNowAndLater() throws IOException {
        try (FrameStore store = open()) {
            assertThat(store.read(2)).isEmpty();
            store.write(2, frame(2));
            assertHas(store, 2);
            assertThat(store.read(1)).isEmpty();
        }
        try (FrameStore store = open()) {
            assertHas(store, 2);
            store.write(1, frame(1));
        }
        try (FrameStore store = open()) {
            assertHas(store, 1);
            assertHas(store, 2);
        }
    }

    @Test
    void aByteThatChangedAnywhereLosesImagesAndGivesNoOther() throws IOException {
        writeAll();
        byte[] whole = Files.readAllBytes(folder.resolve("a.frames"));
        for (int at = 0; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 1;
            Files.write(folder.resolve("a.frames"), damaged);
            try (FrameStore store = open()) {
                int lost = 0;
                for (int image = 0; image < COUNT; image++) {
                    if (store.read(image).isPresent()) {
                        assertHas(store, image);
                    } else {
                        lost++;
                    }
                }
                assertThat(lost).as("with the byte %d damaged", at).isPositive();
            }
        }
    }

    @Test
    void whatIsDamagedIsWrittenAnew() throws IOException {
        writeAll();
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("a.frames").toFile(), "rw")) {
            file.setLength(file.length() - 1);
        }
        try (FrameStore store = open()) {
            assertThat(store.read(2)).isEmpty();
            store.write(2, frame(2));
            assertHas(store, 2);
        }
        try (FrameStore store = open()) {
            IntStream.range(0, COUNT).forEach(image -> assertHas(store, image));
        }
    }

    @Test
    void aFileOfOtherPicturesIsBegunAnew() throws IOException {
        writeAll();
        try (FrameStore store = open("those", 1000)) {
            for (int image = 0; image < COUNT; image++) {
                assertThat(store.read(image)).isEmpty();
            }
            store.write(0, frame(0));
            assertHas(store, 0);
        }
    }

    @Test
    void noMoreIsWrittenThanThereIsRoomFor() throws IOException {
        try (FrameStore store = open("these", 40)) {
            store.write(0, frame(0));
            store.write(1, frame(1));
            store.write(2, frame(2));
            assertHas(store, 0);
            assertHas(store, 1);
            assertThat(store.read(2)).isEmpty();
        }
    }

    @Test
    void whileOneWritesAnotherOnlyReads() throws IOException {
        try (FrameStore writer = open()) {
            writer.write(0, frame(0));
            try (FrameStore reader = open()) {
                assertHas(reader, 0);
                reader.write(1, frame(1));
                assertThat(reader.read(1)).isEmpty();
            }
            writer.write(1, frame(1));
            assertHas(writer, 1);
        }
    }

    @Test
    void afterItsEndItHasNothing() throws IOException {
        FrameStore store = open();
        store.write(0, frame(0));
        store.close();
        store.close();
        assertThat(store.read(0)).isEmpty();
        store.write(1, frame(1));
    }
}
