package io.github.blockwright.runtime.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import ai.djl.util.Pair;
import io.github.blockwright.dsl.Padding;
import io.github.blockwright.runtime.blocks.Inference;
import io.github.blockwright.runtime.layers.Conventions;
import io.github.blockwright.runtime.testing.WithEngine;
import io.github.blockwright.runtime.weights.formats.WeightFile;
import io.github.blockwright.runtime.weights.formats.WeightFileException;
import io.github.blockwright.runtime.weights.formats.WeightFiles;
import io.github.blockwright.runtime.weights.formats.WeightTensor;
import io.github.blockwright.runtime.weights.formats.WeightType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WeightsTest extends WithEngine {
    @TempDir
    private Path folder;

    /** A network with values of its own in every parameter. */
    private MobileBlock trained(int classes) {
        return trained(MobileBlock.narrow(classes));
    }

    private MobileBlock trained(MobileBlock block) {
        block.initialize(manager);
        SplittableRandom random = new SplittableRandom(7);
        for (Pair<String, Parameter> parameter : block.getParameters()) {
            NDArray array = parameter.getValue().getArray();
            float[] values = new float[(int) array.size()];
            for (int i = 0; i < values.length; i++) {
                // Few enough bits for every type.
                values[i] = random.nextInt(-100, 100) / 64f;
            }
            array.set(values);
        }
        return block;
    }

    private static Conventions conventions(Architecture architecture, Family family) {
        return architecture.publication(family).orElseThrow().conventions();
    }

    private static Map<String, float[]> values(MobileBlock block) {
        Map<String, float[]> values = new LinkedHashMap<>();
        block.getParameters()
                .forEach(p -> values.put(p.getKey(), p.getValue().getArray().toFloatArray()));
        return values;
    }

    private static void assertSameValues(MobileBlock actual, MobileBlock expected) {
        values(expected)
                .forEach((path, values) ->
                        assertThat(values(actual).get(path)).as(path).isEqualTo(values));
    }

    private WeightFile file(MobileBlock block, Family family) throws IOException {
        Path file = folder.resolve("net.safetensors");
        Weights.save(block, NameMap.of(block, family), file);
        return WeightFiles.read(file);
    }

    private static WeightFile changed(WeightFile file, String name, WeightTensor tensor) {
        Map<String, WeightTensor> tensors = new LinkedHashMap<>(file.tensors());
        if (tensor == null) {
            tensors.remove(name);
        } else {
            tensors.put(name, tensor);
        }
        return new WeightFile(file.source(), file.metadata(), tensors);
    }

    @ParameterizedTest
    @CsvSource({
        "TORCHVISION, F32, net.safetensors",
        "TORCHVISION, F64, net.safetensors",
        "TIMM, F16, net.safetensors",
        "KERAS, BF16, net.safetensors",
        "KERAS, F32, net.safetensors",
        "KERAS, F32, net.h5",
        "KERAS, F32, net.weights.h5",
        "KERAS, F32, net.keras",
        "TORCHVISION, F32, net.pth",
        "TIMM, BF16, net.pt"
    })
    void whatIsSavedUnderAFamilysNamesLoadsBackExactly(Family family, WeightType type, String name) throws IOException {
        MobileBlock saved = trained(MobileBlock.narrow(2, conventions(new MobileNetV2(), family)));
        NameMap names = NameMap.of(saved, family);
        Path file = folder.resolve(name);

        Weights.save(saved, names, type, file);
        MobileBlock loaded = MobileBlock.narrow(2, conventions(new MobileNetV2(), family));
        LoadReport report = Weights.load(loaded, names, WeightFiles.read(file), Head.STRICT, manager);

        assertSameValues(loaded, saved);
        assertThat(report.isComplete()).isTrue();
        assertThat(report.matched())
                .containsExactlyElementsOf(saved.getParameters().keys());
        assertThat(report).hasToString(saved.getParameters().size() + " parameters match");
    }

    @Test
    void fillsInitialisedBlocksInTheirOwnMemory() throws IOException {
        MobileBlock saved = trained(2);
        MobileBlock block = MobileBlock.narrow(2);
        block.initialize(manager);
        NDArray weight = block.getParameters().get("logits.weight").getArray();
        NDArray view = weight.stopGradient().flatten();
        boolean learns = weight.hasGradient();

        Weights.load(block, NameMap.of(block, Family.TIMM), file(saved, Family.TIMM), Head.STRICT, manager);

        assertSameValues(block, saved);
        assertThat(block.getParameters().get("logits.weight").getArray()).isSameAs(weight);
        assertThat(view.toFloatArray()).isEqualTo(weight.toFloatArray());
        assertThat(weight.hasGradient()).isEqualTo(learns);
    }

    @Test
    void theClassifierCanKeepItsOwnValues() throws IOException {
        MobileBlock block = trained(5);
        Map<String, float[]> before = values(block);
        NameMap names = NameMap.of(block, Family.TORCHVISION);
        WeightFile file = file(trained(2), Family.TORCHVISION);

        assertThatThrownBy(() -> Weights.load(block, names, file, Head.STRICT, manager))
                .isInstanceOf(WeightFileException.class)
                .hasMessageContaining("2 of another shape, 0 missing")
                .hasMessageContaining("only the classifier differs: load with Head.SKIP to leave it out\n")
                .hasMessageContaining("classifier.1.weight  [2, 7]        [5, 7] for logits.weight\n")
                .hasMessageEndingWith("classifier.1.bias    [2]           [5] for logits.bias");
        before.forEach((path, values) -> assertThat(values(block).get(path)).isEqualTo(values));

        LoadReport report = Weights.load(block, names, file, Head.SKIP, manager);

        assertThat(report.kept()).containsExactly("logits.weight", "logits.bias");
        assertThat(report.skipped()).containsExactlyInAnyOrder("classifier.1.weight", "classifier.1.bias");
        assertThat(values(block).get("logits.weight")).isEqualTo(before.get("logits.weight"));
        assertThat(values(block).get("head.norm.beta"))
                .isEqualTo(values(trained(2)).get("head.norm.beta"));
    }

    @Test
    void whatDoesNotFitIsSaidAndNothingIsChanged() throws IOException {
        MobileBlock block = trained(2);
        Map<String, float[]> before = values(block);
        NameMap names = NameMap.of(block, Family.TORCHVISION);
        WeightFile whole = file(trained(2), Family.TORCHVISION);
        WeightTensor scalar = WeightTensor.of(new long[] {1}, 1);
        String stem = "features.0.0.weight";

        assertRefused(
                block, names, changed(whole, stem, null), stem + "  -             [4, 3, 3, 3] for stem.conv.weight");
        assertRefused(
                block, names, changed(whole, "features.99.weight", scalar), "features.99.weight  [1]           -");
        assertRefused(
                block, names, changed(whole, stem, scalar), stem + "  [1]           [4, 3, 3, 3] for stem.conv.weight");
        assertRefused(
                block,
                names,
                changed(whole, "features.0.1.weight", WeightTensor.of(new long[] {4}, 1, 1, 1, Float.NaN)),
                "tensor 'features.0.1.weight' (F32[4]) has a value that is infinite or not a number");
        assertRefused(block, NameMap.of(block, Family.TIMM), whole, "choose the family whose names these are");
        before.forEach((path, values) -> assertThat(values(block).get(path)).isEqualTo(values));

        MobileBlock untouched = MobileBlock.narrow(2);
        assertRefused(untouched, names, changed(whole, stem, null), "missing");
        assertThat(untouched.isInitialized()).isFalse();
    }

    @Test
    void countsOfBatchesAreLeftInTheFile() throws IOException {
        MobileBlock block = trained(2);
        String count = "features.0.1.num_batches_tracked";
        WeightFile file = changed(file(block, Family.TORCHVISION), count, WeightTensor.of(new long[0], 3));

        LoadReport report = Weights.load(block, NameMap.of(block, Family.TORCHVISION), file, Head.STRICT, manager);

        assertThat(report.skipped()).containsExactly(count);
    }

    @Test
    void fileNamesThatWouldNotLoadElsewhereAreRefused() {
        MobileBlock block = trained(2);

        for (String name : new String[] {"net.h5", "net.weights.h5", "net.onnx", "net"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Weights.save(block, NameMap.of(block, Family.TIMM), folder.resolve(name)))
                    .withMessageContaining(".safetensors");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TORCHVISION", "TIMM"})
    void aDenseLayerInFrontOfTheClassifierIsNotTheClassifier(Family family) throws IOException {
        Conventions conventions = conventions(new MobileNetV3(), family);
        WeightFile file = file(trained(MobileBlock.narrowV3(2, true, conventions)), family);
        MobileBlock block = trained(MobileBlock.narrowV3(5, true, conventions));

        assertRefused(block, NameMap.of(block, family), file, "only the classifier differs: load with Head.SKIP");
        LoadReport report = Weights.load(block, NameMap.of(block, family), file, Head.SKIP, manager);

        assertThat(report.kept()).containsExactly("logits.weight", "logits.bias");
        assertThat(report.matched()).contains("hidden.weight", "hidden.bias", "stage1.0.squeeze.reduce.conv.bias");
        assertThat(report.skipped()).hasSize(2);

        // A head of one's own on the pooled features: the file has a layer that the table has not.
        MobileBlock pooled = trained(MobileBlock.narrowV3(5, false, conventions));
        assertRefused(pooled, NameMap.of(pooled, family), file, "only the classifier differs: load with Head.SKIP");
        report = Weights.load(pooled, NameMap.of(pooled, family), file, Head.SKIP, manager);

        assertThat(report.skipped()).hasSize(4);
        assertThat(report.isComplete()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"TORCHVISION", "TIMM"})
    void squeezesAndDenseLayersOfMobileNetV3LoadBackExactly(Family family) throws IOException {
        Conventions conventions = conventions(new MobileNetV3(), family);
        MobileBlock saved = trained(MobileBlock.narrowV3(2, true, conventions));
        MobileBlock loaded = MobileBlock.narrowV3(2, true, conventions);

        WeightFile file = file(saved, family);
        Weights.load(loaded, NameMap.of(loaded, family), file, Head.STRICT, manager);

        assertSameValues(loaded, saved);
        String hidden = family == Family.TIMM ? "conv_head.weight" : "classifier.0.weight";
        assertThat(file.tensors().get(hidden).shape())
                .containsExactly(family == Family.TIMM ? new long[] {8, 7, 1, 1} : new long[] {8, 7});
    }

    private void assertRefused(MobileBlock block, NameMap names, WeightFile file, String message) {
        assertThatThrownBy(() -> Weights.load(block, names, file, Head.STRICT, manager))
                .isInstanceOf(WeightFileException.class)
                .hasMessageStartingWith(file.source() + ": ")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @EnumSource(names = {"TORCHVISION", "TIMM"})
    void theFamilyIsFoundByItsNamesAndAHeadForOtherClassesIsLeftOut(Family family) throws IOException {
        MobileBlock saved = trained(3);
        Path path = file(saved, family).source();
        MobileBlock same = MobileBlock.narrow(3);
        MobileBlock other = MobileBlock.narrow(5);

        assertThat(Weights.load(same, path, manager).kept()).isEmpty();
        LoadReport report = Weights.load(other, path, manager);
        assertThat(report.kept()).isNotEmpty();
        assertThat(report.toString()).contains("are kept as they were");
    }

    @Test
    void theBlockFollowsTheConventionsOfTheWeightsAndKeepsThem() throws Exception {
        Conventions timm = conventions(new MobileNetV3(), Family.TIMM);
        MobileBlock saved = positive(trained(MobileBlock.narrowV3(2, true, timm)));
        WeightFile file = withoutMetadata(file(saved, Family.TIMM));
        MobileBlock loaded = MobileBlock.narrowV3(2, true, conventions(new MobileNetV3(), Family.TORCHVISION));

        LoadReport report = Weights.load(loaded, NameMap.of(loaded, Family.TIMM), file, Head.STRICT, manager);

        assertThat(report.remarks())
                .containsExactly(
                        "the epsilon of batch normalisation is now 1.0E-5 as in TIMM, not 0.001",
                        "a pixel v becomes (v * 0.003921569 - [0.485, 0.456, 0.406]) / [0.229, 0.224, 0.225] as in TIMM",
                        "the momentum of batch normalisation stays 0.01, not 0.1 as in TIMM, for it matters only to"
                                + " further training");
        assertThat(loaded.summary().input().standardDeviation()).containsExactly(0.229, 0.224, 0.225);
        assertThat(outputs(loaded)).isEqualTo(outputs(saved));

        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        loaded.saveParameters(new DataOutputStream(bytes));
        MobileBlock again = MobileBlock.narrowV3(2, true, conventions(new MobileNetV3(), Family.TORCHVISION));
        again.loadParameters(manager, new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        assertThat(again.summary().input()).isEqualTo(loaded.summary().input());
        assertThat(outputs(again)).isEqualTo(outputs(saved));

        MobileBlock resumed = MobileBlock.narrowV3(2, true, conventions(new MobileNetV3(), Family.TORCHVISION));
        resumed.adoptSaved(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        assertThat(resumed.isInitialized()).isFalse();
        assertThat(resumed.adoptedConventions()).isEqualTo(loaded.adoptedConventions());
    }

    @Test
    void anotherFamilysEpsilonIsMadeUpForInTheVariances() throws Exception {
        MobileBlock saved = positive(trained(MobileBlock.narrowV3(2, true, Conventions.PYTORCH)));
        MobileBlock loaded = MobileBlock.narrowV3(2, true, Conventions.PYTORCH);

        Weights.load(
                loaded, NameMap.of(loaded, Family.TORCHVISION), file(saved, Family.TORCHVISION), Head.STRICT, manager);

        assertThat(loaded.adoptedConventions().orElseThrow().batchNormEpsilon()).isEqualTo(1e-3f);
        assertThat(outputs(loaded)).containsExactly(outputs(saved), within(1e-4f));
    }

    @Test
    void anotherFamilysPaddingIsRefused() {
        MobileBlock block = trained(2);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Weights.save(block, NameMap.of(block, Family.KERAS), folder.resolve("net.h5")))
                .withMessageContaining(
                        "networks of KERAS pad SAME, but these weights were trained with padding SYMMETRIC");
    }

    @Test
    void theFilesNameTellsTimmsNetworksFromTensorFlow() throws Exception {
        MobileBlock saved = trained(MobileBlock.narrowV3(2, true, Conventions.PYTORCH));
        Path path = file(saved, Family.TIMM).source();
        Path renamed = Files.copy(path, folder.resolve("tf_mobilenetv3.safetensors"));
        MobileBlock loaded = MobileBlock.narrowV3(2, true, Conventions.PYTORCH);

        Weights.load(loaded, path, manager);
        assertThat(loaded.adoptedConventions()).isEmpty();
        Weights.load(loaded, renamed, manager);
        assertThat(loaded.adoptedConventions().orElseThrow()).isEqualTo(new Conventions(1e-3f, 0.1f, Padding.SAME));
    }

    private static MobileBlock positive(MobileBlock block) {
        block.getParameters().forEach(parameter -> {
            if (parameter.getKey().endsWith("runningVar")) {
                NDArray variance = parameter.getValue().getArray();
                variance.set(variance.abs().add(0.01f).toFloatArray());
            }
        });
        return block;
    }

    private static WeightFile withoutMetadata(WeightFile file) {
        return new WeightFile(file.source(), Map.of(), file.tensors());
    }

    private float[] outputs(MobileBlock block) {
        NDArray images = manager.linspace(-1, 1, 3 * 32 * 32).reshape(1, 3, 32, 32);
        return block.forward(new Inference(manager), images, false).toFloatArray();
    }
}
