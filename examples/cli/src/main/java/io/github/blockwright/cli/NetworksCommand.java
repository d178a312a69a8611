package io.github.blockwright.cli;

import com.google.gson.Gson;
import io.github.blockwright.networks.Networks;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.blocks.NetworkSummary;
import io.github.blockwright.runtime.weights.Family;
import io.github.blockwright.runtime.weights.NameMap;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "networks",
        description = "Lists the networks of the library by their cost, and whose weights each takes.",
        mixinStandardHelpOptions = true)
final class NetworksCommand implements Callable<Integer> {
    @Mixin
    private OutputOptions output;

    /**
     * A line of the list.
     *
     * @param network as other commands name it
     * @param parameters that are trained
     * @param multiplyAdds for one image
     * @param input height × width × channels
     * @param weights whose files have names for it
     */
    private record Line(String network, long parameters, long multiplyAdds, List<Integer> input, List<Family> weights) {
        static Line of(NetworkBlock<?, ?> block) {
            NetworkSummary summary = block.summary();
            return new Line(
                    summary.name(),
                    summary.parameters(),
                    summary.multiplyAdds(),
                    List.of(
                            summary.input().height(),
                            summary.input().width(),
                            summary.input().channels()),
                    NameMap.families(block));
        }

        private String inputText() {
            return input.stream().map(String::valueOf).collect(Collectors.joining(" × "));
        }

        private String weightsText() {
            return weights.stream()
                    .map(family -> family.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", "));
        }
    }

    @Override
    public Integer call() {
        List<Line> lines = Networks.all().stream()
                .map(network -> Line.of(network.get()))
                .sorted(Comparator.comparingLong(Line::multiplyAdds).thenComparing(Line::network))
                .toList();
        output.print(new Gson().toJsonTree(lines));
        if (output.isJson()) {
            return 0;
        }
        PrintWriter out = output.text();
        int width =
                lines.stream().mapToInt(line -> line.network().length()).max().orElse(0);
        String format = "%-" + width + "s  %12s  %14s  %-13s  %s%n";
        out.printf(Locale.ROOT, format, "network", "parameters", "multiply-adds", "input", "weights");
        for (Line line : lines) {
            out.printf(
                    Locale.ROOT,
                    format,
                    line.network(),
                    String.format(Locale.ROOT, "%,d", line.parameters()),
                    String.format(Locale.ROOT, "%,d", line.multiplyAdds()),
                    line.inputText(),
                    line.weightsText());
        }
        return 0;
    }
}
