package io.github.blockwright.cli;

import ai.djl.modality.Classifications;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.serve.Classifier;
import io.github.blockwright.runtime.weights.SavedModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "predict",
        description = "Says what is in image files, with probabilities.",
        mixinStandardHelpOptions = true)
final class PredictCommand implements Callable<Integer> {
    @Mixin
    private NetworkArgument network;

    @Mixin
    private EngineOptions engine;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "IMAGE", description = "JPEG or PNG files.")
    private List<Path> images;

    @Mixin
    private ModelOptions model;

    @Mixin
    private ServingOptions serving;

    @Option(names = "--top", description = "How many classes to show; default ${DEFAULT-VALUE}.")
    private int top = 5;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (top < 1) {
            throw new ParameterException(spec.commandLine(), "--top must be at least 1, not " + top);
        }
        engine.apply();
        PrintWriter out = spec.commandLine().getOut();
        try (SavedModel saved = model.open(network.block());
                Classifier classifier = serving.open(saved, shorterSide(saved))) {
            for (Path image : images) {
                out.println(image);
                for (Classifications.Classification item :
                        classifier.classify(image).topK(top)) {
                    out.println(String.format(
                            Locale.ROOT, "  %6.2f %%  %s", 100 * item.getProbability(), item.getClassName()));
                }
            }
        }
        return 0;
    }

    /** Networks for ImageNet see the middle seven eighths of a picture, as they were evaluated. */
    private int shorterSide(SavedModel saved) {
        InputSpec input = saved.block().summary().input();
        return model.arePublished() ? Math.max(input.height(), input.width()) * 8 / 7 : 0;
    }
}
