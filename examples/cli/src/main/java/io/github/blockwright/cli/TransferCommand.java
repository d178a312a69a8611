package io.github.blockwright.cli;

import ai.djl.ndarray.NDManager;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.blockwright.lessons.transfer.ShapesLesson;
import io.github.blockwright.networks.DogsVsCats;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.dashboard.Dashboard;
import io.github.blockwright.runtime.data.Pictures;
import io.github.blockwright.runtime.recipe.FineTuning;
import io.github.blockwright.runtime.train.FineTuningResult;
import io.github.blockwright.runtime.train.TrainedNetwork;
import io.github.blockwright.runtime.train.Training;
import io.github.blockwright.runtime.train.TrainingEstimate;
import io.github.blockwright.runtime.weights.Family;
import io.github.blockwright.runtime.weights.PublishedWeights;
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
            completionCandidates = LibraryNames.class,
            description = "A @Network record as for train, made for the classes of the data; default DogsVsCats, which"
                    + " is MobileNetV2 1.0 with a new head.")
    private String name;

    @Mixin
    private Tables tables;

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
    private WatchOptions watch;

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

    @Option(
            names = "--config",
            paramLabel = "RECIPE.json",
            description =
                    "The recipe of a file, such as a run's recipe.json, or of a run directory; other flags change it.")
    private Path config;

    @Mixin
    private OutputOptions figures;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        checkOptions();
        run.check();
        watch.check();
        data.check();
        options.check();
        engine.apply();
        if (!data.areGiven()) {
            return lesson();
        }
        PrintWriter out = figures.text();
        Pictures pictures = data.pictures();
        options.check(pictures);
        NetworkBlock<?, ?> block = newBlock();
        NetworkArgument.sayClasses(block, pictures, out);
        if (weights == null) {
            weights = published(block);
            out.println("weights: " + weights);
        }
        FineTuning recipe = recipe(pictures, block, out);
        Path directory = output == null ? Path.of("runs", block.summary().name()) : output;
        if (dryRun) {
            out.println(pictures);
            TrainingEstimate estimate = training(pictures, recipe).estimate(pictures);
            if (!figures.isJson()) {
                out.println(estimate);
            }
            figures.print(Figures.of(estimate));
            return 0;
        }
        out.println("engine: " + engine.describe());
        // The training prints past this writer.
        out.flush();
        Optional<CrossValidation> validation = Optional.empty();
        if (folds > 0) {
            validation = Optional.of(
                    CrossValidation.of(pictures.folds(folds, 0), fold -> figures.quieten(training(fold, recipe))));
            out.println(validation.get());
            out.flush();
        }
        Training training =
                run.apply(training(pictures, recipe)).directory(directory).resume(resume);
        Optional<Dashboard> dashboard = watch.watch(training, directory, out);
        try (TrainedNetwork network = figures.quieten(training).run(pictures)) {
            out.println(network.fineTuning().orElseThrow());
            out.println("written to " + directory + ": fine-tuned-0000.params");
            JsonObject json = new JsonObject();
            json.addProperty("network", block.summary().name());
            json.addProperty("engine", engine.describe());
            json.addProperty("weights", weights.toString());
            json.addProperty("directory", directory.toString());
            json.add("recipe", JsonParser.parseString(recipe.toJson()));
            json.add(
                    "foldAccuracies",
                    Figures.optional(validation, found -> Figures.array(found.accuracies(), Figures::number)));
            Figures.add(json, network.fineTuning().orElseThrow());
            json.add("test", Figures.optional(network.test(), Figures::of));
            figures.print(json);
        } finally {
            dashboard.ifPresent(Dashboard::close);
        }
        return 0;
    }

    private FineTuning recipe(Pictures pictures, NetworkBlock<?, ?> block, PrintWriter out) throws IOException {
        return config == null
                ? options.recipe(pictures, block.summary().input(), out)
                : options.changed(FineTuning.fromJson(Configuration.read(config)));
    }

    /** A training from the weights, of a block of its own. */
    private Training training(Pictures pictures, FineTuning recipe) {
        NetworkBlock<?, ?> block = NetworkArgument.forClassesOf(newBlock(), pictures);
        Training training = Training.of(block, recipe);
        options.apply(training);
        training.recompute(run.recomputes());
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
        return tables.block(name == null ? DogsVsCats.class.getName() : name);
    }

    private int lesson() throws IOException {
        PrintWriter out = figures.text();
        out.println("engine: " + engine.describe());
        try (NDManager manager = NDManager.newBaseManager();
                TrainedNetwork network = ShapesLesson.run(manager)) {
            FineTuningResult result = network.fineTuning().orElseThrow();
            out.println(result);
            JsonObject json = new JsonObject();
            json.addProperty("engine", engine.describe());
            Figures.add(json, result);
            figures.print(json);
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
