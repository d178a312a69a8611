package io.github.blockwright.lessons.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.ndarray.NDManager;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.export.Onnx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What ONNX's own checker says of every table of the examples; {@code mvn -Pinterop}. */
@Tag("interop")
class OnnxCheckerTest {
    private static final Program PYTHON = new Program(System.getProperty("blockwright.python", "python3"));

    @TempDir
    private Path folder;

    @BeforeAll
    static void findChecker() throws InterruptedException {
        assumeThat(PYTHON.answer("-c", "import onnx; print('onnx', onnx.__version__)"))
                .as(
                        "%s with the packages of src/test/python/requirements.txt is needed: pass"
                                + " -Dblockwright.python=<virtual environment>/bin/python",
                        PYTHON.executable())
                .startsWith("onnx ");
    }

    @ParameterizedTest
    @MethodSource("io.github.blockwright.lessons.ExampleTablesTest#examples")
    void everyExportedTableIsAValidModel(NetworkBlock<?, ?> block) throws Exception {
        InputSpec input = block.summary().input();
        byte[][] black = new byte[4][input.height() * input.width() * input.channels()];
        ImageDataset images = new ImageDataset(
                input.height(), input.width(), input.channels(), List.of("none"), black, new int[black.length]);
        try (NDManager manager = NDManager.newBaseManager()) {
            block.initialize(manager);
            check(Onnx.of(block));
            check(Onnx.of(block).keepBatchNorm());
            check(Onnx.of(block).preprocessing());
            check(Onnx.of(block).preprocessing().int8(images));
        }
    }

    private void check(Onnx onnx) throws IOException, InterruptedException {
        Path file = folder.resolve("model.onnx");
        onnx.write(file);
        Program.Run run = PYTHON.run(
                "-c", "import onnx, sys; onnx.checker.check_model(sys.argv[1], full_check=True)", file.toString());
        assertThat(run.output()).isEmpty();
        assertThat(run.code()).isZero();
    }
}
