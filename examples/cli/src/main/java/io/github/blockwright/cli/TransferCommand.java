package io.github.blockwright.cli;

import ai.djl.ndarray.NDManager;
import io.github.blockwright.lessons.transfer.CatsAndDogsLesson;
import io.github.blockwright.lessons.transfer.ShapesLesson;
import io.github.blockwright.runtime.report.ProgressLine;
import io.github.blockwright.runtime.train.TransferResult;
import io.github.blockwright.runtime.weights.Family;
import io.github.blockwright.runtime.weights.SavedModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "transfer",
        description = "The lesson on transfer learning: cats and dogs on ImageNet weights, or, without --data, two"
                + " drawn shapes on a network that learned eight others.",
        mixinStandardHelpOptions = true)
final class TransferCommand implements Callable<Integer> {
    private static final List<String> CLASSES = List.of("cat", "dog");

    @Mixin
    private EngineOptions engine;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Photos: train/cat, train/dog, validation/cat, validation/dog.")
    private Path data;

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            description = "ImageNet weights of MobileNetV2 1.0: .safetensors, .pth or .h5.")
    private Path weights;

    @Option(
            names = "--family",
            description = "Whose names the weights have: TORCHVISION, TIMM or KERAS; default ${DEFAULT-VALUE}.")
    private Family family = Family.TORCHVISION;

    @Option(
            names = "--output",
            paramLabel = "DIRECTORY",
            description = "Where features and the model go; default ${DEFAULT-VALUE}.")
    private Path output = Path.of("runs", "DogsVsCats");

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        engine.apply();
        if ((data == null) != (weights == null)) {
            throw new ParameterException(
                    spec.commandLine(), "--data and --weights go together: give both, or neither for the shapes");
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("engine: " + engine.describe());
        try (NDManager manager = NDManager.newBaseManager()) {
            ProgressLine progress = new ProgressLine(System.out);
            if (data == null) {
                report(out, ShapesLesson.run(manager, progress));
                return 0;
            }
            CatsAndDogsLesson lesson = new CatsAndDogsLesson();
            report(out, lesson.run(manager, data, weights, family, output.resolve("features"), progress));
            SavedModel.save(lesson.block(), CLASSES, Map.of(), output, "fine-tuned");
            out.println("written to " + output + ": fine-tuned-0000.params");
        }
        return 0;
    }

    private static void report(PrintWriter out, TransferResult result) {
        out.println(line("head on frozen features", result.head()));
        out.println(line("fine-tuned", result.fineTuning()));
    }

    private static String line(String name, TransferResult.Phase phase) {
        return String.format(
                Locale.ROOT,
                "%s: validation accuracy %.4f (features %.1f s, training %.1f s)",
                name,
                phase.validation().orElseThrow().accuracy(),
                phase.features().toMillis() / 1e3,
                phase.time().toMillis() / 1e3);
    }
}
