package io.github.blockwright.cli;

import ai.djl.ndarray.NDManager;
import com.google.gson.JsonObject;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.train.TrainedNetwork;
import io.github.blockwright.runtime.weights.Family;
import io.github.blockwright.runtime.weights.LoadReport;
import io.github.blockwright.runtime.weights.NameMap;
import io.github.blockwright.runtime.weights.RunDescription;
import io.github.blockwright.runtime.weights.SavedModel;
import io.github.blockwright.runtime.weights.Weights;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
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
        name = "convert",
        description = "Writes the weights of a network under the names that torchvision, timm or Keras load.",
        mixinStandardHelpOptions = true)
final class ConvertCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "IN",
            description = "A run directory, a saved model (NAME-0000.params), or weights of any format and family.")
    private Path in;

    @Parameters(
            index = "1",
            paramLabel = "OUT",
            description = "Ends in .safetensors, .pth for PyTorch, or for Keras in .weights.h5, .h5 or .keras.")
    private Path out;

    @Option(
            names = "--to",
            paramLabel = "FAMILY",
            description =
                    "Whose names to write: ${COMPLETION-CANDIDATES}. Default: KERAS for .h5 and .keras, else TORCHVISION, or"
                            + " TIMM where torchvision has no such network.")
    private Family to;

    @Option(
            names = "--network",
            paramLabel = "NETWORK",
            description =
                    "The table that weights are of, as for other commands; a run or a saved model says it itself.")
    private String network;

    @Mixin
    private Tables tables;

    @Option(names = "--family", paramLabel = "FAMILY", description = "Whose names IN has. Default: found by them.")
    private Family from;

    @Option(names = "--key", paramLabel = "KEY", description = "Where a checkpoint of PyTorch has the weights.")
    private String key;

    @Mixin
    private OutputOptions output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        tables.use();
        if (RunDescription.isAt(in)) {
            try (TrainedNetwork run = TrainedNetwork.open(in)) {
                write(run.block(), Optional.empty());
            }
        } else if (in.getFileName().toString().endsWith(SavedModel.fileName(""))) {
            try (SavedModel model = network == null ? SavedModel.load(in) : SavedModel.load(in, block())) {
                write(model.block(), Optional.empty());
            }
        } else {
            if (network == null) {
                throw new ParameterException(spec.commandLine(), "Weights do not say their network: add --network");
            }
            convert(block());
        }
        return 0;
    }

    private NetworkBlock<?, ?> block() {
        return tables.block(network);
    }

    private void convert(NetworkBlock<?, ?> table) throws IOException {
        try (NDManager manager = NDManager.newBaseManager()) {
            NetworkBlock<?, ?> block = Weights.blockFor(table, in, Optional.ofNullable(from), Optional.ofNullable(key));
            LoadReport report = Weights.load(block, in, Optional.ofNullable(from), Optional.ofNullable(key), manager);
            output.text().println(in + ": " + report);
            write(block, Optional.of(report));
        }
    }

    private void write(NetworkBlock<?, ?> block, Optional<LoadReport> loaded) throws IOException {
        NameMap names = NameMap.of(block, family(block));
        Weights.save(block, names, out);
        PrintWriter messages = output.text();
        messages.println(out + ": " + names.entries().size() + " parameters of "
                + block.summary().name() + " under the names of " + names.family());
        if (!names.input().equals(block.summary().input())) {
            messages.println("They were trained on pixels v as (v * "
                    + (float) block.summary().input().scale() + " - "
                    + block.summary().input().mean() + ") / "
                    + block.summary().input().standardDeviation() + ": prepare pictures so there too");
        }
        JsonObject json = new JsonObject();
        json.addProperty("file", out.toString());
        json.addProperty("network", block.summary().name());
        json.addProperty("family", names.family().name().toLowerCase(Locale.ROOT));
        json.addProperty("parameters", names.entries().size());
        json.add("loaded", Figures.optional(loaded, Figures::of));
        output.print(json);
    }

    private Family family(NetworkBlock<?, ?> block) {
        if (to != null) {
            return to;
        }
        String name = out.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".h5") || name.endsWith(".keras")) {
            return Family.KERAS;
        }
        return NameMap.families(block).stream().findFirst().orElse(Family.TORCHVISION);
    }
}
