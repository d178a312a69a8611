package io.github.blockwright.runtime.weights.formats;

import static io.github.blockwright.runtime.weights.WeightFixtures.assertSame;
import static io.github.blockwright.runtime.weights.WeightFixtures.assertSameTensors;
import static io.github.blockwright.runtime.weights.WeightFixtures.expected;
import static io.github.blockwright.runtime.weights.WeightFixtures.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KerasFilesTest {
    @ParameterizedTest
    @ValueSource(strings = {"keras-model.h5", "keras.weights.h5", "keras-model.keras", "keras-unnamed.keras"})
    void readsEveryLayoutOfKeras3ToTheBit(String file) throws IOException {
        assertSameTensors(WeightFiles.read(path(file)), expected("keras.safetensors"));
    }

    @Test
    void readsTheLayoutOfKeras2WithItsOwnNameForDepthwiseKernels() throws IOException {
        WeightFile file = WeightFiles.read(path("keras2.h5"));
        WeightFile expected = expected("keras.safetensors");

        assertThat(file.tensors().keySet()).hasSameSizeAs(expected.tensors().keySet());
        file.tensors()
                .forEach((name, tensor) ->
                        assertSame(name, tensor, expected.tensors().get(name.replace("depthwise_kernel", "kernel"))));
    }

    @Test
    void readsWhatIsStoredInChunksOfAnySizePackedOrNot() throws IOException {
        assertSameTensors(WeightFiles.read(path("keras-chunked.h5")), WeightFiles.read(path("keras2.h5")));
        assertThat(WeightFiles.read(path("keras-compressed.h5"))
                        .tensors()
                        .get("a/kernel")
                        .toFloats())
                .hasSize(4096)
                .containsOnly(0);
    }

    @Test
    void whatItWritesReadsBackExactly(@TempDir Path folder) throws IOException {
        WeightFile written = expected("keras.safetensors");
        Path file = folder.resolve("new/net.h5");

        KerasWriter.write(file, written.tensors(), Map.of());

        assertSameTensors(WeightFiles.read(file), written);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "keras-lzf.h5 | dataset '/a/a/kernel:0' is packed by lzf",
                "keras-newer-chunks.h5 | dataset '/a/kernel:0' is stored in chunks with one of HDF5's newer indexes",
                "keras-unwritten.h5 | dataset '/a/a/kernel:0' has more values than the file can hold",
                "keras-absurd.h5 | dataset '/a/a/kernel:0' cannot be: shape [1099511627776, 1048576] is impossible",
                "keras-soft-link.h5 | '/a/a/kernel:0' is a link, which Keras never writes",
                "keras-external-link.h5 | '/a/a/kernel:0' is a link, which Keras never writes",
                "keras-text.h5 | dataset '/a/a/kernel:0' is of ",
                "keras-missing.h5 | 'a/kernel:0' is in weight_names of 'a', but missing",
                "keras-cycle.weights.h5 | at the depth 17 is above the limit of 16 (blockwright.limit.hdf5Depth)",
                "keras-bfloat16.weights.h5 | it is no HDF5 file that jHDF can read to the end",
                "hdf5-of-something-else.h5 | neither the attribute layer_names nor the group layers"
            })
    void otherAndHostileHdf5FilesAreRefusedWithTheWayOut(String file, String message) {
        assertThatThrownBy(() -> WeightFiles.read(path(file)))
                .isInstanceOf(WeightFileException.class)
                .hasMessageContaining(message)
                .hasMessageMatching("(?s).*; .*(save |get it again).*");
    }
}
