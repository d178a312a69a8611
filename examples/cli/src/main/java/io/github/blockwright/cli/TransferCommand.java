package io.github.blockwright.cli;

import ai.djl.ndarray.NDManager;
import io.github.blockwright.lessons.transfer.ShapesLesson;
import io.github.blockwright.networks.DogsVsCats;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.data.Pictures;
import io.github.blockwright.runtime.recipe.FineTuning;
import io.github.blockwright.runtime.train.TrainedNetwork;
import io.github.blockwright.runtime.train.Training;
import io.github.blockwright.runtime.weights.Family;
import io.github.blockwright.runtime.weights.PublishedWeights;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "transfer",
        description =
                "Teaches a network that has learned one thing another: its head on what the frozen rows make of the"
                        + " pictures, then what is unfrozen. Without --data it is a lesson: two drawn shapes on a network that"
                        + " learned eight others. What is not given suits the number of pictures, and is printed with its reason.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class TransferCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "NETWORK",
            description = "A @Network record as for train, made for the classes of the data; default DogsVsCats, which"
                    + " is MobileNetV2 1.0 with a new head.")
    private String name;

    @Option(
            names = {"--classpath", "-cp"},
            paramLabel = "JAR",
            split = ",",
            description = "Jars or class folders with your own tables, separated by commas.")
    private List<Path> classpath = List.of();

    @Mixin
    private DataOptions data;

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            description =
                    "What the network has learned: .safetensors, .pth, .h5 or .keras, or a run directory or model of"
                            + " an earlier training. Default: what torch hub, Hugging Face or Keras have of it on this machine.")
    private Path weights;

    @Option(
            names = "--download-weights",
            description = "Fetch torchvision's weights of a network of the library if there are none on this machine.")
    private boolean download;

    @Option(
            names = "--key",
            paramLabel = "NAME",
            description = "Which dictionary of a PyTorch checkpoint has the weights; default: averaged ones first.")
    private String key;

    @Option(
            names = "--family",
            description = "Whose names the weights have: TORCHVISION, TIMM or KERAS; default: the one that fits best.")
    private Family family;

    @Mixin
    private FineTuningOptions options;

    @Mixin
    private RunOptions run;

    @Mixin
    private EngineOptions engine;

    @Option(
            names = "--k-fold",
            paramLabel = "K",
            description = "Train K times on other parts of small data first, each time validating on the rest, and"
                    + " print mean and deviation.")
    private int folds;

    @Option(names = "--dry-run", description = "Print what would be trained, in how much memory and time, and end.")
    private boolean dryRun;

    @Option(
            names = "--output",
            paramLabel = "DIRECTORY",
            description = "Where features, models and logs go; default runs/NETWORK.")
    private Path output;

    @Option(names = "--resume", description = "Go on from the checkpoint in the output directory, if there is one.")
    private boolean resume;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        checkOptions();
        run.check();
        engine.apply();
        if (!data.areGiven()) {
            return lesson();
        }
        PrintWriter out = spec.commandLine().getOut();
        Pictures pictures = data.pictures();
        NetworkBlock<?, ?> block = newBlock();
        NetworkArgument.sayClasses(block, pictures, out);
        if (weights == null) {
            weights = published(block);
            out.println("weights: " + weights);
        }
        FineTuning recipe = options.recipe(pictures, block.summary().input(), out);
        Path directory = output == null ? Path.of("runs", block.summary().name()) : output;
        if (dryRun) {
            out.println(pictures);
            out.println(training(pictures, recipe).estimate(pictures));
            return 0;
        }
        out.println("engine: " + engine.describe());
        // The training prints past this writer.
        out.flush();
        if (folds > 0) {
            CrossValidation validation = CrossValidation.of(pictures.folds(folds, 0), fold -> training(fold, recipe));
            out.println(validation);
            out.flush();
        }
        try (TrainedNetwork network = run.apply(training(pictures, recipe))
                .directory(directory)
                .resume(resume)
                .run(pictures)) {
            out.println(network.fineTuning().orElseThrow());
            out.println("written to " + directory + ": fine-tuned-0000.params");
        }
        return 0;
    }

    /** A training from the weights, of a block of its own. */
    private Training training(Pictures pictures, FineTuning recipe) {
        NetworkBlock<?, ?> block = NetworkArgument.forClassesOf(newBlock(), pictures);
        Training training = Training.of(block, recipe);
        options.apply(training);
        if (family == null) {
            training.weights(weights);
        } else {
            training.weights(weights, family);
        }
        if (key != null) {
            training.checkpointKey(key);
        }
        return training;
    }

    private Path published(NetworkBlock<?, ?> block) throws IOException {
        PublishedWeights published = PublishedWeights.here();
        Optional<Path> found = published.find(block, Optional.ofNullable(family));
        if (found.isPresent()) {
            return found.get();
        }
        if (download) {
            return published.download(block);
        }
        throw new IllegalArgumentException("No weights of " + block.summary().name()
                + " are on this machine: give a file with --weights, or fetch torchvision's with --download-weights."
                + " Looked for\n" + published.places(block));
    }

    private NetworkBlock<?, ?> newBlock() {
        return NetworkArgument.block(name == null ? DogsVsCats.class.getSimpleName() : name, classpath);
    }

    private int lesson() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        out.println("engine: " + engine.describe());
        try (NDManager manager = NDManager.newBaseManager();
                TrainedNetwork network = ShapesLesson.run(manager)) {
            out.println(network.fineTuning().orElseThrow());
        }
        return 0;
    }

    private void checkOptions() {
        if (weights == null && key != null) {
            throw new ParameterException(spec.commandLine(), "--key chooses among what --weights has: add --weights");
        }
        if (!data.areGiven() && (name != null || weights != null)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Give the pictures to learn from with --data, or nothing for the lesson on shapes");
        }
        if (weights != null && download) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--weights names a file that is there: leave out either it or --download-weights");
        }
        if (folds != 0 && folds < 2) {
            throw new ParameterException(spec.commandLine(), "--k-fold must be at least 2, not " + folds);
        }
    }
}
