package io.github.blockwright.runtime.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import io.github.blockwright.runtime.blocks.Inference;
import io.github.blockwright.runtime.testing.TinyBlock;
import io.github.blockwright.runtime.testing.WithEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A served network whose layer and predictors run on several threads while another closes it. */
class ClosedUnderLoadTest extends WithEngine {
    private static final int THREADS = 4;
    private static final Shape IMAGES = new Shape(2, 3, 8, 8);

    private final TinyBlock block = new TinyBlock();

    @BeforeEach
    void initialize() {
        block.initialize(manager);
    }

    /** Something that a thread does again and again. */
    @FunctionalInterface
    private interface Work {
        void run(NDManager own) throws TranslateException;
    }

    @ParameterizedTest
    @EnumSource(names = {"ONNXRUNTIME", "PYTORCH"})
    void aLayerFinishesWhatWasBegunAndRefusesWhatComesAfter(ServingEngine engine) throws Exception {
        for (int round = 0; round < 10; round++) {
            ServedNetwork served = Serving.of(block).engine(engine).threads(1).open();
            closeWhile(served, own -> {
                try (NDArray images = own.ones(IMAGES)) {
                    Inference.forward(served.layer(), images).close();
                }
            });
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ONNXRUNTIME", "PYTORCH"})
    void aPredictorDoesTheSame(ServingEngine engine) throws Exception {
        for (int round = 0; round < 10; round++) {
            ServedNetwork served = Serving.of(block).engine(engine).threads(1).open();
            closeWhile(served, own -> {
                try (Predictor<NDList, NDList> predictor = served.newPredictor(new NoopTranslator());
                        NDArray images = own.ones(IMAGES)) {
                    predictor.predict(new NDList(images)).close();
                }
            });
        }
    }

    private static void closeWhile(ServedNetwork served, Work work) throws Exception {
        CountDownLatch working = new CountDownLatch(THREADS);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> ends = new ArrayList<>();
            for (int t = 0; t < THREADS; t++) {
                ends.add(threads.submit(() -> {
                    try (NDManager own = NDManager.newBaseManager()) {
                        work.run(own);
                        working.countDown();
                        while (true) {
                            work.run(own);
                        }
                    }
                }));
            }
            working.await();
            served.close();
            served.close();
            for (Future<?> end : ends) {
                assertThatThrownBy(end::get)
                        .cause()
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("Tiny is closed: open another, and close it after its last use");
            }
            assertThat(served.engine()).isNotNull();
        } finally {
            threads.shutdownNow();
        }
    }
}
