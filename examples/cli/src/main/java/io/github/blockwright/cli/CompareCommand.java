package io.github.blockwright.cli;

import io.github.blockwright.runtime.pages.RunComparison;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "compare",
        description =
                "Compares runs: curves, accuracy for cost, differences, and whether they are more than the seeds'.",
        mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RUN", arity = "2..*", description = "Run directories, such as runs/*.")
    private List<Path> runs;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE.html",
            description = "The page to write; default ${DEFAULT-VALUE}.")
    private Path output = Path.of("compare.html");

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        RunComparison comparison = RunComparison.of(runs);
        comparison.write(output);
        out.println(comparison);
        out.println("written to " + output);
        return 0;
    }
}
