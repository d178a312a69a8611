package io.github.blockwright.cli;

import io.github.blockwright.runtime.dashboard.Dashboard;
import io.github.blockwright.runtime.weights.RunDescription;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "dashboard",
        description =
                "Follows runs in a browser on this machine, finished ones and those that another process trains, until"
                        + " it is interrupted.",
        mixinStandardHelpOptions = true)
final class DashboardCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RUN", arity = "1..*", description = "Run directories, such as runs/*.")
    private List<Path> runs;

    @Option(names = "--port", paramLabel = "N", description = "Where to listen, 1 to 65535; default: any that is free.")
    private int port;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (port < 0 || port > 65_535) {
            throw new ParameterException(spec.commandLine(), "--port must be 1 to 65535, not " + port);
        }
        for (Path run : runs) {
            if (!RunDescription.isAt(run)) {
                throw new IllegalArgumentException(
                        run + " has no run.json, so it is no run directory: name one that a training wrote");
            }
        }
        try (Dashboard dashboard = Dashboard.open(runs, port)) {
            spec.commandLine().getOut().println("dashboard: " + dashboard.address());
            spec.commandLine().getOut().println("Ctrl-C ends it");
            spec.commandLine().getOut().flush();
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new CancellationException("interrupted");
        }
        return 0;
    }
}
