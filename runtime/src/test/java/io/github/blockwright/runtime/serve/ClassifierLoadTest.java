package io.github.blockwright.runtime.serve;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.modality.Classifications;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.testing.Colours;
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

/** A classifier that many threads use at once, and that one of them closes. */
class ClassifierLoadTest extends WithEngine {
    private static final int PICTURES = 16;

    private final ImageDataset pictures = Colours.generate(PICTURES, 5);
    private final TinyBlock block = new TinyBlock();

    @BeforeEach
    void initialize() {
        block.initialize(manager);
    }

    private List<Double> answer(Classifier classifier, int picture) {
        Classifications answer = classifier.classify(pictures.picture(picture % PICTURES));
        return List.copyOf(answer.getProbabilities());
    }

    private List<List<Double>> alone(Classifier classifier) {
        List<List<Double>> answers = new ArrayList<>();
        for (int i = 0; i < PICTURES; i++) {
            answers.add(answer(classifier, i));
        }
        return answers;
    }

    @ParameterizedTest
    @EnumSource(names = {"ONNXRUNTIME", "PYTORCH"})
    void fromOneToThirtyTwoThreadsTheAnswersAreTheSameToTheBit(ServingEngine engine) throws Exception {
        try (Classifier classifier = Serving.of(block).engine(engine).classifier(Colours.CLASSES)) {
            List<List<Double>> expected = alone(classifier);
            for (int count = 1; count <= 32; count *= 2) {
                ExecutorService threads = Executors.newFixedThreadPool(count);
                try {
                    List<Future<List<Double>>> answers = new ArrayList<>();
                    for (int i = 0; i < 4 * PICTURES; i++) {
                        int picture = i;
                        answers.add(threads.submit(() -> answer(classifier, picture)));
                    }
                    for (int i = 0; i < answers.size(); i++) {
                        assertThat(answers.get(i).get()).as("%d threads", count).isEqualTo(expected.get(i % PICTURES));
                    }
                } finally {
                    threads.shutdownNow();
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ONNXRUNTIME", "PYTORCH"})
    void closedUnderLoadItFinishesWhatWasBegunAndRefusesWhatComesAfter(ServingEngine engine) throws Exception {
        Classifier classifier = Serving.of(block).engine(engine).classifier(Colours.CLASSES);
        List<List<Double>> expected = alone(classifier);
        int count = 8;
        CountDownLatch working = new CountDownLatch(count);
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<Future<String>> ends = new ArrayList<>();
            for (int t = 0; t < count; t++) {
                ends.add(threads.submit(() -> {
                    for (int i = 0; ; i++) {
                        try {
                            assertThat(answer(classifier, i)).isEqualTo(expected.get(i % PICTURES));
                        } catch (IllegalStateException e) {
                            return e.getMessage();
                        }
                        if (i == 2) {
                            working.countDown();
                        }
                    }
                }));
            }
            working.await();
            classifier.close();
            for (Future<String> end : ends) {
                assertThat(end.get()).isEqualTo("Tiny is closed: open another, and close it after its last use");
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
