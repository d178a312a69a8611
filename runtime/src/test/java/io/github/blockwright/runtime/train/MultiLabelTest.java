package io.github.blockwright.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.inference.Predictor;
import ai.djl.modality.Classifications;
import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.ImageFactory;
import ai.onnx.proto.OnnxMl.ModelProto;
import io.github.blockwright.dsl.Padding;
import io.github.blockwright.runtime.batches.Evaluator;
import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.export.Onnx;
import io.github.blockwright.runtime.layers.Conventions;
import io.github.blockwright.runtime.recipe.ClassWeights;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.recipe.Sampling;
import io.github.blockwright.runtime.recipe.Schedule;
import io.github.blockwright.runtime.report.Evaluation;
import io.github.blockwright.runtime.report.TrainingHistory;
import io.github.blockwright.runtime.serve.Classifier;
import io.github.blockwright.runtime.serve.ImageTranslator;
import io.github.blockwright.runtime.serve.Serving;
import io.github.blockwright.runtime.serve.ServingEngine;
import io.github.blockwright.runtime.testing.Colours;
import io.github.blockwright.runtime.testing.SeveralColours;
import io.github.blockwright.runtime.testing.TinyBlock;
import io.github.blockwright.runtime.testing.TinyBlock.Row;
import io.github.blockwright.runtime.testing.WithEngine;
import io.github.blockwright.runtime.weights.RunDescription;
import io.github.blockwright.runtime.weights.SavedModel;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MultiLabelTest extends WithEngine {
    @TempDir
    private Path directory;

    private final SeveralColours train = new SeveralColours(96, 1);
    private final SeveralColours validation = new SeveralColours(40, 2);

    private static Recipe.Builder recipe() {
        return Recipe.builder()
                .epochs(8)
                .batchSize(16)
                .schedule(new Schedule.WarmUpCosine(0.1, 0.1))
                .preciseBatchNorm(96)
                .augmentation(Augmentation.NONE);
    }

    @Test
    void severalLabelsAreLearnedMeasuredSavedAndGiven() throws IOException {
        TinyBlock block = TinyBlock.ofSeveralLabels();
        Recipe recipe = recipe().tunedThresholds(true).build();
        TrainingHistory history =
                Training.of(block, recipe).directory(directory).run(manager, train, validation);

        assertThat(history.last().validationMap()).isGreaterThan(0.9);
        assertThat(history.last().objective())
                .as("label smoothing plays no part")
                .isCloseTo(history.last().loss(), Offset.offset(1e-5));
        Evaluation evaluation = Task.evaluate(block, recipe, manager, validation);
        assertThat(evaluation.labels().orElseThrow().meanAveragePrecision())
                .isEqualTo(history.last().validationMap());

        try (SavedModel saved = SavedModel.load(directory.resolve("last-0000.params"), TinyBlock.ofSeveralLabels())) {
            List<Double> thresholds = saved.thresholds();
            assertThat(thresholds).isEqualTo(evaluation.labels().orElseThrow().thresholds());
            for (ServingEngine engine : List.of(ServingEngine.PYTORCH, ServingEngine.ONNXRUNTIME)) {
                try (Classifier classifier = Serving.of(saved.block())
                        .engine(engine)
                        .thresholds(thresholds)
                        .classifier(saved.classes())) {
                    Classifications magenta = classifier.classify(picture(0xffa040a0));
                    assertThat(classifier.labels(magenta)).containsExactly("red", "blue");
                    assertThat(magenta.getProbabilities().stream()
                                    .mapToDouble(p -> p)
                                    .sum())
                            .as("each has a probability of its own")
                            .isGreaterThan(1.2);
                    assertThat(classifier.evaluate(validation).accuracy())
                            .isCloseTo(evaluation.accuracy(), Offset.offset(0.03));
                }
            }
        }
    }

    private static BufferedImage picture(int colour) {
        BufferedImage picture = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 64; i++) {
            picture.setRGB(i % 8, i / 8, colour);
        }
        return picture;
    }

    @Test
    void theHeadTrainsOnFeaturesOfSeveralLabelsToo() {
        TinyBlock block = TinyBlock.ofSeveralLabels();
        block.initialize(manager);
        block.freezeThrough(Row.POOLED);
        FineTuningResult.Phase phase = TransferLearning.of(block)
                .trainHead(
                        manager, train, validation, recipe().preciseBatchNorm(0).build());
        assertThat(phase.validation().orElseThrow().labels()).isPresent();
        assertThat(phase.history().last().loss())
                .isLessThan(phase.history().epochs().get(0).loss());
    }

    @Test
    void aTableForOneClassAndDataOfSeveralLabelsRefuseEachOther() {
        Recipe recipe = recipe().build();
        Training one = Training.of(new TinyBlock(), recipe);
        assertThatThrownBy(() -> one.run(manager, train, validation))
                .isInstanceOf(TrainingException.class)
                .hasMessage("The data gives pictures several labels, but the table Tiny says one class of each: set"
                        + " @Network(task = Task.MULTI_LABEL), or give data with one class for each picture");
        Training several = Training.of(TinyBlock.ofSeveralLabels(), recipe);
        assertThatThrownBy(() -> several.run(manager, Colours.generate(30, 1), null))
                .isInstanceOf(TrainingException.class)
                .hasMessageStartingWith(
                        "The table Tiny gives pictures several labels (task = Task.MULTI_LABEL), but the"
                                + " data has one class for each");
        TinyBlock block = new TinyBlock();
        block.initialize(manager);
        assertThatThrownBy(() -> Evaluator.evaluate(block, manager, validation))
                .hasMessageStartingWith("The network gives one class, but the data has several labels for an image");
    }

    @Test
    void whatWasTrainedForOneTaskIsNotOpenedForAnother() throws IOException {
        TinyBlock block = TinyBlock.ofSeveralLabels();
        block.initialize(manager);
        SavedModel.save(block, Colours.CLASSES, Map.of(), directory, "model");
        Path file = directory.resolve("model-0000.params");
        assertThatThrownBy(() -> SavedModel.load(file, new TinyBlock()))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        file + " was trained for the task multi-label, but the table Tiny is for classification: open"
                                + " it with the table as it was, or set @Network(task = Task.MULTI_LABEL)");
        RunDescription run = RunDescription.of(
                block,
                Colours.CLASSES,
                "model-0000.params",
                "data",
                recipe().build().toJson());
        run.write(directory);
        assertThat(RunDescription.read(directory).task()).isEqualTo("multi-label");
        assertThatThrownBy(() -> run.requireSame(new TinyBlock()))
                .hasMessageStartingWith("The run was trained for the task multi-label");
    }

    @Test
    void rareLabelsMayCountMoreButPicturesCannotBeDrawnByLabel() {
        Recipe balanced =
                recipe().epochs(1).classWeights(new ClassWeights.Balanced()).build();
        TrainingHistory history =
                Training.of(TinyBlock.ofSeveralLabels(), balanced).run(manager, train, validation);
        assertThat(history.last().objective()).isNotEqualTo(history.last().loss());

        Training drawn = Training.of(
                TinyBlock.ofSeveralLabels(),
                recipe().sampling(Sampling.BALANCED).build());
        assertThatThrownBy(() -> drawn.run(manager, train, validation))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("use balanced class weights instead");
    }

    @Test
    void otherConventionsLeaveTheTaskAsItIs() throws IOException {
        TinyBlock block = TinyBlock.ofSeveralLabels();
        block.initialize(manager);
        block.adopt(new Conventions(1e-3f, 0.01f, Padding.SAME), block.summary().input());
        assertThat(block.summary().multiLabel()).isTrue();
        SavedModel.save(block, Colours.CLASSES, Map.of(), directory, "model");
        try (SavedModel saved = SavedModel.load(directory.resolve("model-0000.params"), TinyBlock.ofSeveralLabels())) {
            assertThat(saved.thresholds()).containsExactly(0.5, 0.5, 0.5);
        }
    }

    @Test
    void aPredictorOfDjlGivesTheSameProbabilitiesAndLabels() throws Exception {
        TinyBlock block = TinyBlock.ofSeveralLabels();
        block.initialize(manager);
        Map<String, String> thresholds = Map.of(SavedModel.THRESHOLDS, "[0.9, 0.01, 0.01]");
        SavedModel.save(block, Colours.CLASSES, thresholds, directory, "model");
        Image picture = ImageFactory.getInstance().fromImage(picture(0xffa040a0));
        try (SavedModel saved = SavedModel.load(directory.resolve("model-0000.params"), TinyBlock.ofSeveralLabels());
                Classifier classifier = Serving.of(saved.block())
                        .engine(ServingEngine.PYTORCH)
                        .thresholds(saved.thresholds())
                        .classifier(saved.classes())) {
            ImageTranslator translator = new ImageTranslator(saved);
            ImageTranslator ofTheTable = new ImageTranslator(block.summary(), Colours.CLASSES);
            try (Predictor<Image, Classifications> predictor = saved.model().newPredictor(translator);
                    Predictor<Image, Classifications> other = saved.model().newPredictor(ofTheTable)) {
                Classifications expected = classifier.classify(picture);
                for (Classifications answer : List.of(predictor.predict(picture), other.predict(picture))) {
                    for (int i = 0; i < 3; i++) {
                        assertThat(answer.getProbabilities().get(i))
                                .isCloseTo(expected.getProbabilities().get(i), Offset.offset(1e-5));
                    }
                }
                assertThat(translator.labels(expected))
                        .isEqualTo(classifier.labels(expected))
                        .containsExactly("green", "blue");
            }
        }
    }

    @Test
    void anExportedFileGivesEachLabelAProbabilityOfItsOwn() throws IOException {
        TinyBlock block = TinyBlock.ofSeveralLabels();
        block.initialize(manager);
        ModelProto model = ModelProto.parseFrom(
                Onnx.of(block).preprocessing().labels(Colours.CLASSES).toBytes());
        assertThat(model.getGraph().getNodeList())
                .extracting(node -> node.getOpType())
                .contains("Sigmoid")
                .doesNotContain("Softmax");
        assertThat(model.getMetadataPropsList())
                .anySatisfy(property -> assertThat(property.getKey() + " " + property.getValue())
                        .isEqualTo("task multi-label"))
                .anySatisfy(property -> assertThat(property.getKey() + " " + property.getValue())
                        .isEqualTo("thresholds 0.5\n0.5\n0.5"));
        ModelProto tuned = ModelProto.parseFrom(
                Onnx.of(block).thresholds(List.of(0.2, 0.3, 0.4)).toBytes());
        assertThat(tuned.getMetadataPropsList())
                .anySatisfy(property -> assertThat(property.getKey() + " " + property.getValue())
                        .isEqualTo("thresholds 0.2\n0.3\n0.4"));
        assertThatThrownBy(() -> Onnx.of(block).thresholds(List.of(0.2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Tiny needs 3 thresholds, not 1: one for each label of a table with Task.MULTI_LABEL");
    }
}
