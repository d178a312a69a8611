package io.github.blockwright.runtime.weights;

import io.github.blockwright.dsl.Padding;
import io.github.blockwright.dsl.Preprocessing;
import io.github.blockwright.runtime.layers.Conventions;
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
                new Publication(
                        Family.TIMM,
                        Conventions.PYTORCH,
                        Preprocessing.IMAGENET,
                        new TimmNames(),
                        List.of("classifier.")),
                new Publication(
                        Family.TIMM_TF,
                        new Conventions(1e-3f, 0.1f, Padding.SAME),
                        Preprocessing.MINUS_ONE_TO_ONE,
                        new TimmNames(),
                        List.of("classifier.")));
    }

    @Override
    boolean hasLargerKernels() {
        return true;
    }
}
