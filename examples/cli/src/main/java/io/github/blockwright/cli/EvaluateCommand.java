package io.github.blockwright.cli;

import ai.djl.ndarray.NDManager;
import io.github.blockwright.runtime.batches.Batches;
import io.github.blockwright.runtime.batches.Evaluator;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.evaluate.Evaluation;
import io.github.blockwright.runtime.report.ConfusionMatrixPicture;
import io.github.blockwright.runtime.serve.ServedNetwork;
import io.github.blockwright.runtime.weights.SavedModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "evaluate",
        description = "Measures a trained network: loss, accuracy, precision and recall, confusion matrix.",
        mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
    @Mixin
    private NetworkArgument network;

    @Mixin
    private DataOptions data;

    @Mixin
    private EngineOptions engine;

    @Mixin
    private ModelOptions model;

    @Mixin
    private ServingOptions serving;

    @Option(names = "--picture", paramLabel = "PNG", description = "Also draw the confusion matrix to this file.")
    private Path picture;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        engine.apply();
        PrintWriter out = spec.commandLine().getOut();
        NetworkBlock<?, ?> block = network.block();
        try (SavedModel saved = model.open(block);
                NDManager manager = NDManager.newBaseManager()) {
            ImageDataset images = data.pictures().validation(block.summary().input());
            ModelOptions.requireClasses(saved, images);
            Evaluation evaluation = evaluate(saved, manager, images);
            out.println(String.format(
                    Locale.ROOT,
                    "%d images: loss %.4f, accuracy %.4f, top-%d accuracy %.4f",
                    evaluation.images(),
                    evaluation.loss(),
                    evaluation.accuracy(),
                    evaluation.topK(),
                    evaluation.topKAccuracy()));
            out.println(evaluation.confusion());
            if (picture != null) {
                ConfusionMatrixPicture.write(picture, block.summary().name(), evaluation.confusion());
            }
        }
        return 0;
    }

    private Evaluation evaluate(SavedModel saved, NDManager manager, ImageDataset images) {
        InputSpec input = saved.block().summary().input();
        try (ServedNetwork served = serving.open(saved.block())) {
            return Evaluator.evaluate(served.layer(), manager, Batches.forInference(images, input), images.classes());
        }
    }
}
