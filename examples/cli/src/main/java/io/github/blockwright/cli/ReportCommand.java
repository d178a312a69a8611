package io.github.blockwright.cli;

import io.github.blockwright.runtime.pages.RunReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "report",
        description = "Makes the report of a run anew, from what is in its directory: report.html.",
        mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "RUN",
            arity = "1..*",
            description = "Run directories, such as runs/mushrooms; the data is not needed.")
    private List<Path> runs;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        for (Path run : runs) {
            spec.commandLine().getOut().println(RunReport.write(run));
        }
        return 0;
    }
}
