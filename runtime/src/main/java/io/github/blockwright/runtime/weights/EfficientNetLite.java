package io.github.blockwright.runtime.weights;

import io.github.blockwright.dsl.Preprocessing;
import java.util.List;

/** EfficientNet-Lite, as its authors publish it: MobileNetV2's blocks at other widths and with larger kernels. */
final class EfficientNetLite extends MobileNetV2 {
    @Override
    String title() {
        return "EfficientNet-Lite";
    }

    @Override
    List<Publication> publications() {
        return List.of(
                Publication.timm(Preprocessing.IMAGENET, new TimmNames(), "classifier."),
                Publication.timmTf(Preprocessing.MINUS_ONE_TO_ONE, new TimmNames(), "classifier."));
    }

    @Override
    boolean hasLargerKernels() {
        return true;
    }
}
