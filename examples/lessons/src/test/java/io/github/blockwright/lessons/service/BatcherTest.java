package io.github.blockwright.lessons.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.modality.Classifications;
import io.github.blockwright.runtime.data.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BatcherTest {
    private static final Frame PICTURE = new Frame(1, 1, new byte[3]);

    @Test
    void whatWaitsGoesThroughTogetherAndWhatFindsNoRoomIsRefused() throws Exception {
        Queue<Integer> sizes = new ConcurrentLinkedQueue<>();
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        ExecutorService threads = Executors.newCachedThreadPool();
        List<Future<Optional<Classifications>>> answers = new ArrayList<>();
        try (Batcher batcher = new Batcher(
                pictures -> {
                    sizes.add(pictures.size());
                    busy.countDown();
                    await(goOn);
                    return pictures.stream().map(picture -> answer()).toList();
                },
                3,
                4)) {
            answers.add(threads.submit(() -> batcher.classify(PICTURE)));
            await(busy);
            for (int i = 0; i < 4; i++) {
                answers.add(threads.submit(() -> batcher.classify(PICTURE)));
            }
            while (batcher.waiting() < 4) {
                Thread.onSpinWait();
            }
            assertThat(batcher.classify(PICTURE)).isEmpty();
            goOn.countDown();
            for (Future<Optional<Classifications>> answer : answers) {
                assertThat(answer.get().orElseThrow().best().getClassName()).isEqualTo("it");
            }
        } finally {
            threads.shutdown();
        }
        assertThat(sizes).containsExactly(1, 3, 1);
    }

    @Test
    void aPassThatFailsIsToldToItsPicturesAlone() {
        try (Batcher batcher = new Batcher(
                pictures -> {
                    throw new IllegalStateException("no memory");
                },
                3,
                4)) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> batcher.classify(PICTURE))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("The network failed: no memory");
            }
        }
    }

    @Test
    @Timeout(30)
    void anErrorToo() {
        Queue<Error> errors = new ConcurrentLinkedQueue<>(List.of(new OutOfMemoryError("Java heap space")));
        try (Batcher batcher = new Batcher(
                pictures -> {
                    if (!errors.isEmpty()) {
                        throw errors.remove();
                    }
                    return List.of(answer());
                },
                3,
                4)) {
            assertThatThrownBy(() -> batcher.classify(PICTURE))
                    .hasMessage("The network failed: Java heap space")
                    .hasCauseInstanceOf(OutOfMemoryError.class);
            assertThat(batcher.classify(PICTURE)).as("goes on").isPresent();
        }
    }

    @Test
    void nobodyWaitsForOneThatIsClosed() {
        Batcher batcher = new Batcher(pictures -> List.of(answer()), 3, 4);
        batcher.close();
        assertThatThrownBy(() -> batcher.classify(PICTURE))
                .hasMessage("The network failed: the service is being closed");
    }

    private static Classifications answer() {
        return new Classifications(List.of("it"), List.of(1.0));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
