package io.github.blockwright.processor.check.flow;

import io.github.blockwright.processor.check.Diagnostic;
import io.github.blockwright.processor.check.Place;
import io.github.blockwright.processor.check.Problem;
import java.util.Optional;

/**
 * Networks for 224 × 224 begin with a stride because their images have pixels to spare; small images have none. Those that
 * are published for small images keep their first map whole: ResNet for CIFAR-10 (He et al., 2016, section 4.2), and
 * this library's tables that go beyond 90 % there, where the paper's strides end at 85 % (docs/results).
 */
final class StemRule {
    /** Tiny ImageNet's; CIFAR-10's images have 32 pixels, MNIST's 28. */
    private static final long SMALL = 64;

    private StemRule() {}

    static Optional<Problem> check(Situation situation, int strides) {
        if (strides == 1 || !situation.before().isEmpty()) {
            return Optional.empty();
        }
        var image = situation.input().asMap();
        return Math.min(image.height(), image.width()) > SMALL
                ? Optional.empty()
                : Optional.of(Diagnostic.STEM_STRIDES.at(
                        Place.row(situation.row(), "strides"),
                        strides,
                        Math.multiplyExact(strides, strides),
                        image.height(),
                        image.width()));
    }
}
