package io.github.blockwright.runtime.weights;

import io.github.blockwright.dsl.Padding;
import io.github.blockwright.dsl.Preprocessing;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.layers.Conventions;
import java.util.Collections;
import java.util.List;

/**
 * The weights that a family publishes of an architecture.
 *
 * @param family who publishes them
 * @param conventions what they were trained with; other conventions give other predictions
 * @param preprocessing what they want of a pixel
 * @param naming what the layers are called
 * @param heads what the names of the dense layers' weights start with
 */
record Publication(
        Family family, Conventions conventions, Preprocessing preprocessing, LayerNaming naming, List<String> heads) {
    private static final List<Double> IMAGENET_MEAN = List.of(0.485, 0.456, 0.406);
    private static final List<Double> IMAGENET_DEVIATION = List.of(0.229, 0.224, 0.225);

    Publication {
        heads = List.copyOf(heads);
    }

    /** Of torchvision, trained with PyTorch's own conventions on ImageNet's mean and deviation. */
    static Publication torchvision(LayerNaming naming, String... heads) {
        return torchvision(Conventions.PYTORCH, naming, heads);
    }

    /** Of torchvision, trained with other conventions. */
    static Publication torchvision(Conventions conventions, LayerNaming naming, String... heads) {
        return new Publication(Family.TORCHVISION, conventions, Preprocessing.IMAGENET, naming, List.of(heads));
    }

    /** Of timm, trained with PyTorch's own conventions. */
    static Publication timm(Preprocessing preprocessing, LayerNaming naming, String... heads) {
        return new Publication(Family.TIMM, Conventions.PYTORCH, preprocessing, naming, List.of(heads));
    }

    /** Of timm, converted from TensorFlow. */
    static Publication timmTf(Preprocessing preprocessing, LayerNaming naming, String... heads) {
        Conventions tensorFlow = new Conventions(1e-3f, 0.1f, Padding.SAME);
        return new Publication(Family.TIMM_TF, tensorFlow, preprocessing, naming, List.of(heads));
    }

    /** Of Keras. */
    static Publication keras(double momentum, Preprocessing preprocessing, LayerNaming naming, String... heads) {
        return new Publication(Family.KERAS, keras(momentum), preprocessing, naming, List.of(heads));
    }

    /**
     * Keras' conventions.
     *
     * @param momentum as Keras counts it, the other way round than PyTorch
     */
    static Conventions keras(double momentum) {
        return new Conventions(1e-3f, (float) (1 - momentum), Padding.SAME);
    }

    /** The input of a table with the values that the weights want of a pixel; as it is where that cannot be said of it. */
    InputSpec input(InputSpec table) {
        List<Double> ones = Collections.nCopies(table.channels(), 1.0);
        List<Double> zeros = Collections.nCopies(table.channels(), 0.0);
        return switch (preprocessing) {
            case MINUS_ONE_TO_ONE -> table.with(1 / 127.5, ones, ones);
            case ZERO_TO_ONE -> table.with(1 / 255.0, zeros, ones);
            case IMAGENET ->
                table.channels() == IMAGENET_MEAN.size()
                        ? table.with(1 / 255.0, IMAGENET_MEAN, IMAGENET_DEVIATION)
                        : table;
            case CUSTOM -> table;
        };
    }
}
