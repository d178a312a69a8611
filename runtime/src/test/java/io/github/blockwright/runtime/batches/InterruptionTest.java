package io.github.blockwright.runtime.batches;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blockwright.runtime.data.DataSurvey;
import io.github.blockwright.runtime.data.Frame;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.data.ImageSource;
import io.github.blockwright.runtime.data.Pictures;
import io.github.blockwright.runtime.files.TestZip;
import io.github.blockwright.runtime.layouts.Unpacked;
import io.github.blockwright.runtime.testing.Colours;
import io.github.blockwright.runtime.testing.Leftovers;
import io.github.blockwright.runtime.testing.TinyBlock;
import io.github.blockwright.runtime.testing.TinyBlock.Row;
import io.github.blockwright.runtime.testing.WithEngine;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Work other than training that a program gives up leaves no thread, no file and no lock behind. */
@Timeout(120)
class InterruptionTest extends WithEngine {
    private static final int BATCH = 8;

    @TempDir
    private Path folder;

    private final ImageDataset images = Colours.generate(60, 1);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final TinyBlock block = new TinyBlock();

    @BeforeEach
    void initialize() {
        block.initialize(manager);
        block.freezeThrough(Row.POOLED);
    }

    /** One image of the third batch never comes. */
    private final class Endless implements ImageSource {
        @Override
        public List<String> classes() {
            return images.classes();
        }

        @Override
        public int size() {
            return images.size();
        }

        @Override
        public int label(int image) {
            return images.label(image);
        }

        @Override
        public int channels() {
            return images.channels();
        }

        @Override
        public Optional<String> identity() {
            return Optional.of("endless");
        }

        @Override
        public Frame read(int image) throws IOException {
            if (image == 2 * BATCH) {
                begun.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    throw (IOException) new InterruptedIOException("of image " + image).initCause(e);
                }
            }
            return images.read(image);
        }
    }

    /** Starts work, interrupts it when it has begun, and gives what it ended with. */
    private Throwable interrupted(Callable<?> work) throws Exception {
        Leftovers before = Leftovers.of(folder);
        int arrays = manager.getManagedArrays().size();
        FutureTask<Object> task = new FutureTask<>(() -> (Object) work.call());
        Thread thread = new Thread(task, "given up");
        thread.start();
        begun.await();
        thread.interrupt();
        try {
            return new AssertionError("It went on to " + task.get());
        } catch (ExecutionException e) {
            thread.join();
            before.assertNone();
            assertThat(manager.getManagedArrays()).as("arrays").hasSize(arrays);
            return e.getCause();
        }
    }

    @Test
    void anEvaluation() throws Exception {
        assertThat(interrupted(() -> Evaluator.evaluate(block, manager, new Endless(), BATCH)))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void featuresInMemory() throws Exception {
        FrozenFeatures features = FrozenFeatures.of(block).inBatchesOf(BATCH);
        assertThat(interrupted(() -> features.compute(manager, new Endless())))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void featuresInATemporaryFile() throws Exception {
        FrozenFeatures features = FrozenFeatures.of(block).inBatchesOf(BATCH);
        assertThat(interrupted(() -> features.compute(manager, new Endless(), 0, folder)))
                .isInstanceOf(CancellationException.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void featuresInAFileThatStays() throws Exception {
        FrozenFeatures features = FrozenFeatures.of(block).inBatchesOf(BATCH);
        assertThat(interrupted(() -> features.compute(manager, new Endless(), folder.resolve("a.features"))))
                .isInstanceOf(CancellationException.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aSurvey() throws Exception {
        for (int i = 0; i < images.size(); i++) {
            Path classes = Files.createDirectories(folder.resolve(Colours.CLASSES.get(images.label(i))));
            ImageIO.write(images.picture(i), "png", classes.resolve(i + ".png").toFile());
        }
        Pictures pictures = Pictures.of(folder);
        assertThat(interrupted(() -> {
                    Thread.currentThread().interrupt();
                    begun.countDown();
                    return DataSurvey.of(pictures);
                }))
                .isInstanceOf(InterruptedIOException.class);
    }

    @Test
    void theUnpackingOfAnArchive() throws Exception {
        Path archive = folder.resolve("photos.zip");
        try (TestZip zip = new TestZip(archive)) {
            for (int i = 0; i < 4000; i++) {
                zip.file("cat/" + i + ".jpg", new byte[] {1, 2, 3});
            }
        }
        Path unpacking = folder.resolve(".unpacking-photos.zip-unpacked/cat/0.jpg");
        Thread watch = new Thread(() -> {
            while (!Files.exists(unpacking)) {
                Thread.onSpinWait();
            }
            begun.countDown();
        });
        watch.start();
        assertThat(interrupted(() -> Unpacked.folder(archive)))
                .isInstanceOfAny(InterruptedIOException.class, ClosedByInterruptException.class);
        assertThat(folder).isDirectoryNotContaining(path -> !path.equals(archive));
        // And no lock: whoever comes next need not wait.
        assertThat(Unpacked.folder(archive).resolve("cat/3999.jpg")).exists();
    }
}
