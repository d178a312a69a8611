package io.github.blockwright.lessons.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import io.github.blockwright.runtime.train.FineTuningResult;
import io.github.blockwright.runtime.train.TrainedNetwork;
import org.junit.jupiter.api.Test;

class ShapesLessonTest {
    @Test
    void twoUnseenShapesAreLearnedFromTwoHundredImages() throws Exception {
        try (NDManager manager = NDManager.newBaseManager();
                TrainedNetwork network = ShapesLesson.run(manager)) {
            FineTuningResult result = network.fineTuning().orElseThrow();
            assertThat(result.head().orElseThrow().validation().orElseThrow().accuracy())
                    .isGreaterThan(0.8);
            assertThat(network.evaluation().accuracy()).isGreaterThan(0.95);
        }
    }
}
