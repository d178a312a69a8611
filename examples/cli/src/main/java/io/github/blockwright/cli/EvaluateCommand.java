package io.github.blockwright.cli;

import io.github.blockwright.runtime.engine.EngineThreads;
import io.github.blockwright.runtime.report.ConfusionMatrixPicture;
import io.github.blockwright.runtime.report.Evaluation;
import io.github.blockwright.runtime.serve.Classifier;
import io.github.blockwright.runtime.weights.SavedModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
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
    private ModelArgument model;

    @Mixin
    private DataOptions data;

    @Mixin
    private EngineOptions engine;

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
        try (SavedModel saved = model.open();
                Classifier classifier = serving.open(saved, 0, EngineThreads.count(), out)) {
            Evaluation evaluation = classifier.evaluate(data.pictures());
            out.println(evaluation);
            out.println(evaluation.details());
            if (picture != null) {
                ConfusionMatrixPicture.write(picture, saved.block().summary().name(), evaluation.confusion());
            }
        }
        return 0;
    }
}
