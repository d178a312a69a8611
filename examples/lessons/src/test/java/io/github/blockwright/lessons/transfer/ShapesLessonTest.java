package io.github.blockwright.lessons.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import io.github.blockwright.runtime.report.ProgressListener;
import io.github.blockwright.runtime.train.TransferResult;
import org.junit.jupiter.api.Test;

class ShapesLessonTest {
    @Test
    void twoUnseenShapesAreLearnedFromTwoHundredImages() throws Exception {
        try (NDManager manager = NDManager.newBaseManager()) {
            TransferResult result = ShapesLesson.run(manager, new ProgressListener() {});
            assertThat(result.head().validation().orElseThrow().accuracy()).isGreaterThan(0.8);
            assertThat(result.fineTuning().validation().orElseThrow().accuracy())
                    .isGreaterThan(0.95);
        }
    }
}
