package io.github.blockwright.cli;

import io.github.blockwright.runtime.train.CheckpointPolicy;
import io.github.blockwright.runtime.train.OnDivergence;
import io.github.blockwright.runtime.train.Training;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How a run is kept safe. */
public final class RunOptions {
    private static final double SECONDS = 60;
    private static final double MOST_MINUTES = 60 * 24 * 365;

    @Option(
            names = "--checkpoint-minutes",
            paramLabel = "N",
            description =
                    "Write where the training is every N minutes within an epoch too, 0 for after each epoch only;"
                            + " less often where that costs more than 1 %% of the time; default 5.")
    private double minutes = 5;

    @Option(names = "--keep", paramLabel = "K", description = "Keep the last K checkpoints; default 2.")
    private int keep = CheckpointPolicy.USUAL.keep();

    @Option(
            names = "--recompute",
            description = "Compute maps again for the gradient instead of keeping them: less memory, about a third more"
                    + " time, the same result up to rounding.")
    private boolean recompute;

    @Option(
            names = "--on-divergence",
            description = "When the loss is no longer a number: STOP, or ROLLBACK to the last checkpoint at half the"
                    + " learning rate, at most three times; default STOP.")
    private OnDivergence onDivergence = OnDivergence.STOP;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** Checks the values, before something slow. */
    public void check() {
        if (!(minutes >= 0 && minutes <= MOST_MINUTES)) {
            throw new ParameterException(
                    spec.commandLine(), "--checkpoint-minutes must be at least 0 and at most a year, not " + minutes);
        }
        if (keep < 1 || keep > CheckpointPolicy.MOST_KEPT) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--keep must be at least 1 and at most " + CheckpointPolicy.MOST_KEPT + ", not " + keep);
        }
    }

    /** Whether maps are computed again, which shorter trainings without a directory do too. */
    public boolean recomputes() {
        return recompute;
    }

    /** Gives a training these settings. */
    public Training apply(Training training) {
        check();
        return training.checkpoints(new CheckpointPolicy(Duration.ofMillis(Math.round(1e3 * SECONDS * minutes)), keep))
                .onDivergence(onDivergence)
                .recompute(recompute);
    }
}
