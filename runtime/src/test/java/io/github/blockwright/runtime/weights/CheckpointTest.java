package io.github.blockwright.runtime.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blockwright.runtime.testing.WithEngine;
import io.github.blockwright.runtime.weights.formats.WeightFile;
import io.github.blockwright.runtime.weights.formats.WeightFileException;
import io.github.blockwright.runtime.weights.formats.WeightFiles;
import io.github.blockwright.runtime.weights.formats.WeightTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What training scripts make of a network's weights before they lie about. */
class CheckpointTest extends WithEngine {
    @TempDir
    private Path folder;

    private WeightFile file(int classes) throws IOException {
        MobileBlock block = MobileBlock.narrow(classes);
        block.initialize(manager);
        Path file = folder.resolve("net.safetensors");
        Weights.save(block, NameMap.of(block, Family.TORCHVISION), file);
        return WeightFiles.read(file);
    }

    private static WeightFile with(WeightFile file, Map<String, WeightTensor> tensors) {
        return new WeightFile(file.source(), file.metadata(), tensors);
    }

    private static Map<String, WeightTensor> renamed(WeightFile file, String prefix) {
        Map<String, WeightTensor> renamed = new LinkedHashMap<>();
        file.tensors().forEach((name, tensor) -> renamed.put(prefix + name, tensor));
        return renamed;
    }

    private LoadReport load(MobileBlock block, WeightFile file, Head head) throws IOException {
        return Weights.load(block, NameMap.of(block, Family.TORCHVISION), file, head, manager);
    }

    @ParameterizedTest
    @ValueSource(strings = {"module.", "model.", "backbone.", "_orig_mod.", "net.", "module._orig_mod."})
    void aPrefixIsTakenOffTheNamesAndThatIsSaid(String prefix) throws IOException {
        WeightFile file = file(2);
        Map<String, WeightTensor> renamed = renamed(file, prefix);
        WeightTensor count = WeightTensor.of(new long[0], 3);
        renamed.put("n_averaged", count);
        renamed.put(prefix + "features.0.1.num_batches_tracked", count);
        MobileBlock block = MobileBlock.narrow(2);

        LoadReport report = load(block, with(file, renamed), Head.STRICT);

        assertThat(report.remarks()).containsExactly("'" + prefix + "' is taken off their names");
        assertThat(report.skipped()).containsExactly("n_averaged", prefix + "features.0.1.num_batches_tracked");
        assertThat(report.toString()).endsWith("; '" + prefix + "' is taken off their names");
        assertThat(block.getParameters().get("stem.conv.weight").getArray().toFloatArray())
                .isEqualTo(file.tensors().get("features.0.0.weight").toFloats());
    }

    @Test
    void aHeadOfItsOwnOnABackboneIsLeftWithTheClassifier() throws IOException {
        WeightFile file = file(2);
        Map<String, WeightTensor> renamed = renamed(file, "backbone.");
        renamed.keySet().removeIf(name -> name.contains("classifier"));
        renamed.put("head.weight", WeightTensor.of(new long[] {1}, 1));

        assertThatThrownBy(() -> load(MobileBlock.narrow(3), with(file, renamed), Head.STRICT))
                .hasMessageContaining("head.weight");
        LoadReport report = load(MobileBlock.narrow(3), with(file, renamed), Head.SKIP);

        assertThat(report.kept()).containsExactly("logits.weight", "logits.bias");
        assertThat(report.skipped()).containsExactly("head.weight");
    }

    @Test
    void aClassifierForOtherClassesIsLeftOutAndThatIsSaid() throws IOException {
        WeightFile file = file(2);

        LoadReport other = load(MobileBlock.narrow(5), file, Head.IF_IT_FITS);
        LoadReport same = load(MobileBlock.narrow(2), file, Head.IF_IT_FITS);

        assertThat(other.kept()).containsExactly("logits.weight", "logits.bias");
        assertThat(other.skipped()).containsExactly("classifier.1.weight", "classifier.1.bias");
        assertThat(other.remarks())
                .containsExactly("the classifier is left out, since classifier.1.weight is [2, 7], not [5, 7]");
        assertThat(same.kept()).isEmpty();
        assertThat(same.remarks()).isEmpty();
    }

    @Test
    void aFileWithoutAClassifierIsReadWithoutOne() throws IOException {
        WeightFile file = file(2);
        Map<String, WeightTensor> headless = renamed(file, "");
        headless.keySet().removeIf(name -> name.startsWith("classifier"));

        assertThat(load(MobileBlock.narrow(2), with(file, headless), Head.IF_IT_FITS)
                        .remarks())
                .containsExactly("the classifier is left out, since the file has no classifier.1.weight");
    }

    @Test
    void aClassifierBehindALayerThatTheTableHasNotIsLeftOut() throws IOException {
        WeightFile file = file(2);
        Map<String, WeightTensor> tensors = renamed(file, "");
        tensors.put("classifier.0.weight", WeightTensor.of(new long[] {1}, 1));

        LoadReport report = load(MobileBlock.narrow(2), with(file, tensors), Head.IF_IT_FITS);

        assertThat(report.kept()).containsExactly("logits.weight", "logits.bias");
        assertThat(report.remarks())
                .containsExactly("the classifier is left out, since the file has other dense layers in front of it");
    }

    @Test
    void theReportSaysWhichDictionaryOfACheckpointWasRead() throws IOException {
        WeightFile file = file(2);
        Map<String, String> checkpoint =
                Map.of(WeightFile.DICTIONARY, "model_ema", WeightFile.OTHER_DICTIONARIES, "model");
        WeightFile read = new WeightFile(file.source(), checkpoint, file.tensors());

        assertThat(load(MobileBlock.narrow(2), read, Head.STRICT).remarks())
                .contains("they are from 'model_ema' of the checkpoint, which also has 'model'");
        assertThatThrownBy(() -> load(
                        MobileBlock.narrow(2),
                        with(
                                read,
                                Map.of(
                                        "features.0.0.weight",
                                        WeightTensor.of(new long[] {4, 3, 3, 3}, new float[108]))),
                        Head.STRICT))
                .hasMessageContaining("or another dictionary of the checkpoint: model");
    }

    @Test
    void whatDoesNotFitIsATableOfTheFirstTenDifferences() throws IOException {
        WeightFile file = file(2);
        Map<String, WeightTensor> tensors = renamed(file, "");
        tensors.put("features.0.0.weight", WeightTensor.of(new long[] {1, 2}, 1, 2));
        tensors.remove("features.0.1.bias");
        for (int i = 0; i < 20; i++) {
            tensors.put("extra." + i, WeightTensor.of(new long[] {1}, 1));
        }
        int parameters = file.tensors().size();

        assertThatThrownBy(() -> load(MobileBlock.narrow(2), with(file, tensors), Head.STRICT))
                .isInstanceOf(WeightFileException.class)
                .hasMessage(String.join(
                        "\n",
                        file.source() + ": the weights do not fit Mobile as TORCHVISION: " + (parameters - 2)
                                + " match, 1 of another shape, 1 missing in the file, 20 unknown to the table; use weights of the same widths and depths as the table's",
                        "                       the file has  the network wants",
                        "  parameters           " + (parameters + 19) + "            " + parameters,
                        "  features.0.0.weight  [1, 2]        [4, 3, 3, 3] for stem.conv.weight",
                        "  features.0.1.bias    -             [4] for stem.norm.beta",
                        "  extra.0              [1]           -",
                        "  extra.1              [1]           -",
                        "  extra.2              [1]           -",
                        "  extra.3              [1]           -",
                        "  extra.4              [1]           -",
                        "  extra.5              [1]           -",
                        "  extra.6              [1]           -",
                        "  extra.7              [1]           -",
                        "  ... and 12 more differences"));
    }
}
