package io.github.blockwright.runtime.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blockwright.runtime.weights.formats.SafetensorsReader;
import io.github.blockwright.runtime.weights.formats.WeightFile;
import io.github.blockwright.runtime.weights.formats.WeightTensor;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;

/** The files that {@code make_fixtures.py} wrote with PyTorch and Keras. */
@SuppressWarnings("exports")
public final class WeightFixtures {
    private WeightFixtures() {}

    public static Path path(String name) {
        try {
            return Path.of(WeightFixtures.class.getResource("/weights/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the safetensors library wrote about the same tensors. */
    public static WeightFile expected(String name) throws IOException {
        return SafetensorsReader.read(path(name));
    }

    /** Checks names, types, shapes and every bit. */
    public static void assertSameTensors(WeightFile actual, WeightFile expected) {
        assertThat(actual.tensors().keySet())
                .containsExactlyInAnyOrderElementsOf(expected.tensors().keySet());
        for (Map.Entry<String, WeightTensor> entry : expected.tensors().entrySet()) {
            assertSame(entry.getKey(), actual.tensors().get(entry.getKey()), entry.getValue());
        }
    }

    public static void assertSame(String name, WeightTensor actual, WeightTensor expected) {
        assertThat(actual.type()).as(name).isEqualTo(expected.type());
        assertThat(actual.shape()).as(name).isEqualTo(expected.shape());
        assertThat(actual.toBytes()).as(name).isEqualTo(expected.toBytes());
    }
}
