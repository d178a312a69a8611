package io.github.blockwright.cli;

import io.github.blockwright.runtime.blocks.NetworkSummary;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "summary",
        description = "Shows a network's table with shapes, parameters and cost.",
        mixinStandardHelpOptions = true)
final class SummaryCommand implements Callable<Integer> {
    @Mixin
    private NetworkArgument network;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        NetworkSummary summary = network.block().summary();
        output.text().print(output.isJson() ? "" : summary.toText());
        output.print(Figures.of(summary));
        return 0;
    }
}
