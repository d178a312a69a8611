package io.github.blockwright.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.data.Pictures;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.report.ProgressListener;
import io.github.blockwright.runtime.testing.Colours;
import io.github.blockwright.runtime.testing.Leftovers;
import io.github.blockwright.runtime.testing.TinyBlock;
import io.github.blockwright.runtime.testing.WithEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings that a program gives up leave no thread, no file and no lock behind. */
class CancellationTest extends WithEngine {
    private static final Recipe RECIPE = Recipe.builder()
            .epochs(4)
            .batchSize(16)
            .augmentation(Augmentation.NONE)
            .build();

    @TempDir
    private Path directory;

    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private Path photos;
    private Path run;

    @BeforeEach
    void draw() throws IOException {
        photos = directory.resolve("photos");
        run = directory.resolve("run");
        ImageDataset images = Colours.generate(80, 1);
        for (int i = 0; i < images.size(); i++) {
            Path folder = Files.createDirectories(photos.resolve(Colours.CLASSES.get(images.label(i))));
            ImageIO.write(images.picture(i), "png", folder.resolve(i + ".png").toFile());
        }
    }

    @AfterEach
    void shutDown() {
        executor.shutdownNow();
    }

    /** Waits in the second epoch until it is cancelled. */
    private Training training() {
        return Training.of(new TinyBlock(), RECIPE)
                .quiet()
                .directory(run)
                .resume(true)
                .listener(new ProgressListener() {
                    @Override
                    public void epochStarted(int number, int epochs, int steps) {
                        if (number == 2) {
                            begun.countDown();
                            waitUntilCancelled();
                        }
                    }
                });
    }

    private void waitUntilCancelled() {
        try {
            cancelled.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Pictures pictures() throws IOException {
        return Pictures.of(photos).workers(2).cache(directory.resolve("cache"));
    }

    @Test
    void aFutureThatIsCancelledLeavesNothingOpen() throws Exception {
        Leftovers before = Leftovers.of(directory);
        Future<?> future = executor.submit(() -> {
            training().run(pictures()).close();
            return null;
        });
        begun.await();
        assertThat(future.cancel(true)).isTrue();
        assertNothingIsLeft(before);
    }

    @Test
    void aCompletableFutureIsAskedWhetherItIsCancelled() throws Exception {
        Leftovers before = Leftovers.of(directory);
        CompletableFuture<Void> future = new CompletableFuture<>();
        Future<?> work = executor.submit(() -> {
            training().stopWhen(future::isCancelled).run(pictures()).close();
            return null;
        });
        begun.await();
        future.cancel(false);
        cancelled.countDown();
        assertThatThrownBy(work::get).hasCauseInstanceOf(TrainingStoppedException.class);
        assertThatThrownBy(future::join).isInstanceOfAny(CancellationException.class, CompletionException.class);
        assertNothingIsLeft(before);
    }

    private void assertNothingIsLeft(Leftovers before) throws Exception {
        executor.shutdown();
        assertThat(executor.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        before.assertNone();
        // The lock is free, and the training goes on where it was.
        try (TrainedNetwork network = Training.of(new TinyBlock(), RECIPE)
                .quiet()
                .directory(run)
                .resume(true)
                .run(pictures())) {
            assertThat(network.history().epochs()).hasSize(RECIPE.epochs());
        }
    }
}
