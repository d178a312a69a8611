package io.github.blockwright.cli;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.profile.LatencyModel;
import io.github.blockwright.runtime.profile.LatencyModel.Engine;
import io.github.blockwright.runtime.profile.NetworkProfile;
import io.github.blockwright.runtime.profile.Profiler;
import io.github.blockwright.runtime.profile.RowCost;
import io.github.blockwright.runtime.weights.RunDescription;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
        name = "profile",
        description =
                "Measures what each row of a network takes on this machine's CPU, through the block and through ONNX"
                        + " Runtime; or predicts it from networks that were measured.",
        mixinStandardHelpOptions = true)
final class ProfileCommand implements Callable<Integer> {
    private static final int MOST_ROUNDS = 100_000;

    @Parameters(
            paramLabel = "NETWORK",
            arity = "1..*",
            completionCandidates = LibraryNames.class,
            description =
                    "Names of networks, as for summary, or run directories, in which profile.csv is left for report"
                            + " and compare.")
    private List<String> names;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE.csv",
            description = "Write the rows' costs to a file too.")
    private Optional<Path> output = Optional.empty();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "How often each is measured, of which the fastest counts; default ${DEFAULT-VALUE}.")
    private int rounds = 50;

    @Option(
            names = "--predict",
            paramLabel = "FILE.csv",
            split = ",",
            description = "Do not measure: fit a linear model to the costs in these files, and say what it makes of the"
                    + " network.")
    private List<Path> measured = List.of();

    @Mixin
    private Tables tables;

    @Mixin
    private EngineOptions engine;

    @Mixin
    private OutputOptions figures;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (rounds < 1 || rounds > MOST_ROUNDS) {
            throw new ParameterException(
                    spec.commandLine(), "--rounds must be 1 to " + MOST_ROUNDS + ", not " + rounds);
        }
        if (!measured.isEmpty() && output.isPresent()) {
            throw new ParameterException(
                    spec.commandLine(), "--output is for what is measured: leave out either it or --predict");
        }
        tables.use();
        engine.apply();
        if (!measured.isEmpty()) {
            predict();
            return 0;
        }
        List<NetworkProfile> profiles = new ArrayList<>();
        JsonArray json = new JsonArray();
        for (String name : names) {
            NetworkProfile profile = measure(name);
            profiles.add(profile);
            json.add(Figures.of(profile));
            if (!figures.isJson()) {
                figures.text().println(profile.toText());
            }
            Optional<Path> run = run(name);
            if (run.isPresent()) {
                Path file = run.get().resolve(NetworkProfile.FILE);
                NetworkProfile.write(List.of(profile), file);
                figures.text().println("written to " + file);
            }
        }
        if (output.isPresent()) {
            NetworkProfile.write(profiles, output.get());
            figures.text().println("written to " + output.get());
        }
        JsonObject all = new JsonObject();
        all.add("profiles", json);
        figures.print(all);
        return 0;
    }

    private NetworkProfile measure(String name) throws IOException {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
            return Profiler.of(initialized(name, manager)).rounds(rounds).measure();
        }
    }

    private void predict() throws IOException {
        List<NetworkProfile> known = new ArrayList<>();
        for (Path file : measured) {
            known.addAll(NetworkProfile.read(file));
        }
        LatencyModel block = LatencyModel.fit(known, Engine.BLOCK);
        Optional<LatencyModel> serving =
                known.stream().allMatch(profile -> Double.isFinite(profile.servingMilliseconds()))
                        ? Optional.of(LatencyModel.fit(known, Engine.SERVING))
                        : Optional.empty();
        PrintWriter text = figures.text();
        JsonArray predictions = new JsonArray();
        for (String name : names) {
            try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
                NetworkBlock<?, ?> network = initialized(name, manager);
                List<RowCost> costs = Profiler.costs(network);
                JsonObject json = new JsonObject();
                json.addProperty("network", network.summary().name());
                json.addProperty("blockMilliseconds", block.predict(costs));
                json.add(
                        "servingMilliseconds",
                        Figures.number(
                                serving.map(model -> model.predict(costs)).orElse(Double.NaN)));
                predictions.add(json);
                text.println(String.format(
                        Locale.ROOT,
                        "%s: about %.2f ms through the block%s, by %d measured networks",
                        network.summary().name(),
                        block.predict(costs),
                        serving.map(model -> String.format(Locale.ROOT, ", %.2f ms served", model.predict(costs)))
                                .orElse(""),
                        known.size()));
            }
        }
        JsonObject all = new JsonObject();
        all.add("predictions", predictions);
        figures.print(all);
    }

    /** With first weights, which take as long as any. */
    private NetworkBlock<?, ?> initialized(String name, NDManager manager) throws IOException {
        Optional<Path> run = run(name);
        NetworkBlock<?, ?> block =
                run.isPresent() ? RunDescription.read(run.get()).newBlock() : tables.block(name);
        block.initialize(manager);
        return block;
    }

    private static Optional<Path> run(String name) {
        try {
            return Optional.of(Path.of(name)).filter(RunDescription::isAt);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
