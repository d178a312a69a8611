package io.github.blockwright.cli;

import com.google.gson.GsonBuilder;
import io.github.blockwright.runtime.blocks.NetworkSummary;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "summary",
        description = "Shows a network's table with shapes, parameters and cost, and what it asks of a device.",
        mixinStandardHelpOptions = true)
final class SummaryCommand implements Callable<Integer> {
    @Mixin
    private NetworkArgument network;

    @Option(names = "--json", description = "As JSON, for programs; sizes in bytes.")
    private boolean json;

    @Option(names = "--diagram", paramLabel = "FILE", description = "Draw the table as an SVG file too.")
    private Optional<Path> diagram = Optional.empty();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        NetworkSummary summary = network.block().summary();
        PrintWriter out = spec.commandLine().getOut();
        if (diagram.isPresent()) {
            Files.writeString(diagram.get(), summary.toSvg());
        }
        if (json) {
            out.println(new GsonBuilder()
                    .setPrettyPrinting()
                    .disableHtmlEscaping()
                    .create()
                    .toJson(SummaryFigures.of(summary)));
        } else {
            out.println(summary.toText());
            out.print(summary.toDeviceText());
            diagram.ifPresent(file -> out.println("Drew it to " + file));
        }
        return 0;
    }
}
