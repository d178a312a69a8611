package io.github.blockwright.processor.spec;

import io.github.blockwright.dsl.Preprocessing;
import io.github.blockwright.processor.spec.arithmetic.FeatureShape;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The images that a network sees. The last three are what the user wrote, empty where nothing was written.
 *
 * @param height in pixels
 * @param width in pixels
 * @param channels 3 for RGB, 1 for grey
 */
public record Input(
        int height,
        int width,
        int channels,
        Preprocessing preprocessing,
        Optional<Double> writtenScale,
        Optional<List<Double>> writtenMean,
        Optional<List<Double>> writtenDeviation) {
    /** The same images in another size. */
    public Input resized(int newHeight, int newWidth) {
        return new Input(newHeight, newWidth, channels, preprocessing, writtenScale, writtenMean, writtenDeviation);
    }

    /** The shape of one image. */
    public FeatureShape.Map shape() {
        return new FeatureShape.Map(channels, height, width);
    }

    /** The factor for a pixel value in 0..255, as {@code 1 / divisor} where the preprocessing names it so. */
    public double scale() {
        return preprocessing == Preprocessing.MINUS_ONE_TO_ONE ? 1 / 127.5 : writtenScale.orElse(1 / 255.0);
    }

    /** Subtracted after scaling, one value per channel. */
    public List<Double> mean() {
        return switch (preprocessing) {
            case MINUS_ONE_TO_ONE -> repeated(1.0);
            case ZERO_TO_ONE -> repeated(0.0);
            case IMAGENET -> List.of(0.485, 0.456, 0.406);
            case CUSTOM -> writtenMean.filter(values -> !values.isEmpty()).orElseGet(() -> repeated(0.0));
        };
    }

    /** Divides at the end, one value per channel. */
    public List<Double> standardDeviation() {
        return switch (preprocessing) {
            case MINUS_ONE_TO_ONE, ZERO_TO_ONE -> repeated(1.0);
            case IMAGENET -> List.of(0.229, 0.224, 0.225);
            case CUSTOM -> writtenDeviation.filter(values -> !values.isEmpty()).orElseGet(() -> repeated(1.0));
        };
    }

    private List<Double> repeated(double value) {
        return Collections.nCopies(channels, value);
    }
}
