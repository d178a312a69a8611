package io.github.blockwright.benchmarks.steps;

import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.blocks.NetworkSummary;
import io.github.blockwright.runtime.data.Frame;
import io.github.blockwright.runtime.data.ImageSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Any number of images of noise, which are made when they are asked for and so take no memory.
 *
 * @param input their size
 * @param classes names, which the images have in turn
 * @param size how many images
 */
public record Noise(InputSpec input, List<String> classes, int size) implements ImageSource {
    /** As a network takes them. */
    public Noise(NetworkSummary network, int size) {
        this(
                network.input(),
                IntStream.range(0, network.classes())
                        .mapToObj(i -> "class " + i)
                        .toList(),
                size);
    }

    @Override
    public int label(int image) {
        return image % classes.size();
    }

    @Override
    public int channels() {
        return input.channels();
    }

    @Override
    public Frame read(int image) {
        byte[] pixels = new byte[input.height() * input.width() * input.channels()];
        new SplittableRandom(image).nextBytes(pixels);
        return new Frame(input.height(), input.width(), pixels);
    }

    @Override
    public Optional<String> identity() {
        return Optional.of("noise, " + size);
    }
}
