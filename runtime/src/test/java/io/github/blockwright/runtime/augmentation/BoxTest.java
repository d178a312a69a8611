package io.github.blockwright.runtime.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.blockwright.runtime.data.RandomChange.RandomErasing;
import io.github.blockwright.runtime.data.RandomChange.RandomResizedCrop;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BoxTest {
    private static final int DRAWN = 20_000;
    private final SplittableRandom random = new SplittableRandom(3);

    @Test
    void cropsHaveEveryAreaAndRatioAlike() {
        RandomResizedCrop crop = new RandomResizedCrop(0.1, 0.5, 0.5, 2);
        double area = 0;
        double logRatio = 0;
        double top = 0;
        for (int i = 0; i < DRAWN; i++) {
            Box box = Box.kept(crop, 600, 600, random);
            double share = box.height() * box.width() / 360_000.0;
            double ratio = box.width() / (double) box.height();
            assertThat(share).isBetween(0.099, 0.502);
            assertThat(ratio).isBetween(0.49, 2.02);
            assertThat(box.top() + box.height()).isLessThanOrEqualTo(600);
            assertThat(box.left() + box.width()).isLessThanOrEqualTo(600);
            area += share;
            logRatio += Math.log(ratio);
            top += box.top() / (600.0 - box.height());
        }
        assertThat(area / DRAWN).isCloseTo(0.3, within(0.003));
        assertThat(logRatio / DRAWN).isCloseTo(0, within(0.01));
        assertThat(top / DRAWN).isCloseTo(0.5, within(0.01));
    }

    @Test
    void wherenNoCropFitsTheMiddleIsTakenInTheNearestProportions() {
        RandomResizedCrop whole = new RandomResizedCrop(1, 1, 3 / 4.0, 4 / 3.0);

        assertThat(Box.kept(whole, 100, 900, random)).isEqualTo(new Box(0, 383, 100, 133));
        assertThat(Box.kept(whole, 900, 100, random)).isEqualTo(new Box(383, 0, 133, 100));
        assertThat(Box.kept(whole, 1, 1, random)).isEqualTo(new Box(0, 0, 1, 1));
    }

    @Test
    void erasingTakesItsShareOfTheAreaAndOfTheImages() {
        RandomErasing erasing = new RandomErasing(0.25, 0.02, 0.2, 0.5, 2);
        int erased = 0;
        double area = 0;
        for (int i = 0; i < DRAWN; i++) {
            Box box = Box.erased(erasing, 300, 500, random);
            if (box.height() > 0) {
                double share = box.height() * box.width() / 150_000.0;
                assertThat(share).isBetween(0.019, 0.202);
                assertThat(box.top() + box.height()).isLessThanOrEqualTo(300);
                assertThat(box.left() + box.width()).isLessThanOrEqualTo(500);
                erased++;
                area += share;
            }
        }
        assertThat(erased / (double) DRAWN).isCloseTo(0.25, within(0.015));
        assertThat(area / erased).isCloseTo(0.11, within(0.003));
    }

    @Test
    void whatCannotBeErasedIsLeft() {
        RandomErasing all = new RandomErasing(1, 1, 1, 1, 1);

        assertThat(Box.erased(all, 8, 8, random)).isEqualTo(Box.NONE);
    }
}
