package io.github.blockwright.cli;

import io.github.blockwright.runtime.blocks.NetworkSummary;
import io.github.blockwright.runtime.files.AtomicFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "summary",
        description = "Shows a network's table with shapes, parameters and cost, and what it asks of a device.",
        mixinStandardHelpOptions = true)
final class SummaryCommand implements Callable<Integer> {
    @Mixin
    private NetworkArgument network;

    @Option(names = "--diagram", paramLabel = "FILE", description = "Draw the table as an SVG file too.")
    private Optional<Path> diagram = Optional.empty();

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() throws IOException {
        NetworkSummary summary = network.block().summary();
        PrintWriter text = output.text();
        if (!output.isJson()) {
            text.println(summary.toText());
            text.print(summary.toDeviceText());
        }
        if (diagram.isPresent()) {
            AtomicFiles.write(diagram.get(), part -> Files.writeString(part, summary.toSvg()));
            text.println("Drew it to " + diagram.get());
        }
        output.print(Figures.of(summary));
        return 0;
    }
}
