package io.github.blockwright.cli;

import io.github.blockwright.runtime.dashboard.Dashboard;
import io.github.blockwright.runtime.train.Training;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How a training is watched while it runs. */
public final class WatchOptions {
    @Option(
            names = "--dashboard",
            description = "Follow the training in a browser on this machine, at the address that is printed.")
    private boolean dashboard;

    @Option(
            names = "--beside",
            paramLabel = "RUN",
            split = ",",
            description = "Run directories to show beside it in the dashboard.")
    private List<Path> beside = List.of();

    @Option(
            names = "--tensorboard",
            description = "Write event files for TensorBoard too, into tensorboard in the output directory.")
    private boolean tensorBoard;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** Checks the options, before something slow. */
    void check() {
        if (!dashboard && !beside.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "--beside names runs to show in the dashboard: add --dashboard");
        }
    }

    /**
     * Lets a training be watched.
     *
     * @param run its directory
     * @param out where to say where
     * @return to be closed when it has ended, if there is one
     */
    Optional<Dashboard> watch(Training training, Path run, PrintWriter out) throws IOException {
        if (tensorBoard) {
            training.tensorBoard();
        }
        if (!dashboard) {
            return Optional.empty();
        }
        List<Path> runs = new ArrayList<>(List.of(run));
        runs.addAll(beside);
        Dashboard opened = Dashboard.open(runs);
        training.listener(opened.listener(run));
        out.println("dashboard: " + opened.address());
        out.flush();
        return Optional.of(opened);
    }
}
