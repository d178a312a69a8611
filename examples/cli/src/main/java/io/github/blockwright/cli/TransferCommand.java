package io.github.blockwright.cli;

import ai.djl.ndarray.NDManager;
import io.github.blockwright.lessons.transfer.CatsAndDogsLesson;
import io.github.blockwright.lessons.transfer.ShapesLesson;
import io.github.blockwright.runtime.train.TrainedNetwork;
import io.github.blockwright.runtime.weights.Family;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
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
            names = "--key",
            paramLabel = "NAME",
            description = "Which dictionary of a PyTorch checkpoint has the weights; default: averaged ones first.")
    private String key;

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
        if (key != null && weights == null) {
            throw new ParameterException(spec.commandLine(), "--key chooses among what --weights has: add --weights");
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("engine: " + engine.describe());
        try (NDManager manager = NDManager.newBaseManager();
                TrainedNetwork network = data == null
                        ? ShapesLesson.run(manager)
                        : CatsAndDogsLesson.run(data, weights, family, Optional.ofNullable(key), output)) {
            out.println(network.fineTuning().orElseThrow());
            if (data != null) {
                out.println("written to " + output + ": fine-tuned-0000.params");
            }
        }
        return 0;
    }
}
