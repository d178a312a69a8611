package io.github.blockwright.runtime.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blockwright.runtime.testing.TinyBlock;
import io.github.blockwright.runtime.testing.WithEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfilerTest extends WithEngine {
    @TempDir
    private Path folder;

    private TinyBlock block() {
        TinyBlock block = new TinyBlock();
        block.initialize(manager);
        return block;
    }

    @Test
    void everyRowHasATimeFromBothEngines() throws IOException {
        NetworkProfile profile = Profiler.of(block()).rounds(3).measure();
        assertThat(profile.rows())
                .extracting(RowCost::name)
                .containsExactly("stem", "stage1", "stage2", "head", "pooled", "regularised", "logits");
        assertThat(profile.rows())
                .allSatisfy(row -> assertThat(row.blockMilliseconds()).isBetween(0.0, 1000.0));
        assertThat(profile.rows().subList(0, 4))
                .allSatisfy(row -> assertThat(row.blockMilliseconds()).isPositive());
        // Its clock has microseconds.
        assertThat(profile.servingMilliseconds()).isPositive().isLessThan(1000);
        assertThat(profile.rows().get(1).servingMilliseconds()).isPositive();
        assertThat(profile.rows().get(5).servingMilliseconds())
                .as("dropout is not exported")
                .isZero();
        assertThat(profile.machine()).contains("PyTorch").contains("ONNX Runtime");
        assertThat(profile.toText()).contains("stage2       2 × InvertedResidual 2, 3×3 / 2");
    }

    @Test
    void theOperatorsOfARowAreCountedByKind() {
        List<RowCost> costs = Profiler.costs(block());
        // A convolution and ReLU6, which is a clip.
        assertThat(costs.get(0).operators()).isEqualTo(new Operators(0, 1, 0, 0, 1));
        // Twice 1×1, 3×3 and 1×1 with two ReLU6, and the second time a sum.
        assertThat(costs.get(1).operators()).isEqualTo(new Operators(4, 0, 2, 0, 5));
        assertThat(costs.get(6).operators()).isEqualTo(new Operators(0, 0, 0, 1, 0));
        assertThat(costs.get(0).servingMilliseconds()).isNaN();
    }

    @Test
    void aNodeIsOfTheRowThatItsNameBeginsWith() {
        RowNodes nodes = new RowNodes(List.of("stage1", "stage1_wide", "stage10", "head"));
        assertThat(Stream.of(
                        "stage1.0.expand.conv",
                        "stage10.0.project",
                        "fused stage1.0.conv",
                        "fused fused head",
                        "stage1_nchwc",
                        "stage1_wide_nchwc",
                        "stage1_wide.conv"))
                .extracting(name -> nodes.row(name).orElse("none"))
                .containsExactly("stage1", "stage10", "stage1", "head", "stage1", "stage1_wide", "stage1_wide");
        assertThat(nodes.row("ReorderOutput_token_3")).isEmpty();
        assertThat(nodes.row("stage")).isEmpty();
    }

    @Test
    void ofSeveralRunsEachNodesShortestTimeCounts() throws IOException {
        Path events = folder.resolve("events.json");
        Files.writeString(events, """
                [{"cat":"Session","name":"session_initialization","dur":900},
                 {"cat":"Node","name":"stem.conv_kernel_time","dur":9000},
                 {"cat":"Node","name":"stage1.conv_kernel_time","dur":9000},
                 {"cat":"Node","name":"ReorderOutput_kernel_time","dur":9000},
                 {"cat":"Session","name":"model_run","dur":30000},
                 {"cat":"Node","name":"stem.conv_kernel_time","dur":20},
                 {"cat":"Node","name":"stage1.conv_kernel_time","dur":50},
                 {"cat":"Node","name":"ReorderOutput_kernel_time","dur":4},
                 {"cat":"Session","name":"model_run","dur":80},
                 {"cat":"Node","name":"stem.conv_kernel_time","dur":30},
                 {"cat":"Node","name":"stage1.conv_kernel_time","dur":40},
                 {"cat":"Node","name":"ReorderOutput_kernel_time","dur":6},
                 {"cat":"Session","name":"model_run","dur":90}]
                """);
        assertThat(ServingTimes.times(events, new RowNodes(List.of("stem", "stage1")), 1))
                .containsExactly(0.020, 0.044);
    }

    @Test
    void whatCannotBeProfiledIsToldBefore() {
        assertThatThrownBy(() -> Profiler.of(new TinyBlock()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Tiny has no weights yet: initialize it or load weights before it is profiled");
        TinyBlock folded = block().fold(manager);
        assertThatThrownBy(() -> Profiler.of(folded))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Tiny is folded for inference already: profile the block that it is folded from");
        Profiler profiler = Profiler.of(block());
        assertThatThrownBy(() -> profiler.rounds(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There must be at least 1 round, not 0");
    }
}
