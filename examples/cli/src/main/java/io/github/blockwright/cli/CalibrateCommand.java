package io.github.blockwright.cli;

import io.github.blockwright.runtime.train.TrainedNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "calibrate",
        description = "Saves a model of a run whose probabilities are what they say, by temperature scaling.",
        mixinStandardHelpOptions = true)
final class CalibrateCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RUN", description = "A run directory, such as runs/mushrooms; the data is not needed.")
    private Path run;

    @Mixin
    private Tables tables;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        tables.use();
        double temperature = TrainedNetwork.calibrate(run);
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "divided the last row by the temperature %.3f: calibrated-0000.params, which the run uses now%n",
                        temperature);
        return 0;
    }
}
