package io.github.blockwright.cli;

import io.github.blockwright.runtime.engine.ProcessExit;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jline.utils.Signals;

/**
 * What becomes of a command when the system asks its process to stop, by Ctrl-C, {@code kill} or a terminal that is closed:
 * the first time it is interrupted and ends by itself, a training after writing where it is; the second time the process ends
 * at once.
 *
 * <p>Java's own answer, a shutdown hook, knows of one signal only, cannot let the command choose the exit code, and runs
 * beside the hooks of libraries. What is ignored when the process starts, as {@code nohup} has it, stays ignored.
 */
final class StopSignals {
    private static final int BASE = 128;
    private static final Map<String, Integer> NUMBERS = Map.of("HUP", 1, "INT", 2, "TERM", 15);

    private final Thread command;
    private final PrintWriter err;
    private final AtomicInteger received = new AtomicInteger();

    private StopSignals(Thread command, PrintWriter err) {
        this.command = command;
        this.err = err;
    }

    /** Watches over a command, which runs on this thread. */
    static StopSignals over(Thread command, PrintWriter err) {
        StopSignals signals = new StopSignals(command, err);
        NUMBERS.forEach((name, number) -> Signals.register(name, () -> signals.receive(number)));
        return signals;
    }

    private void receive(int number) {
        if (!received.compareAndSet(0, number)) {
            ProcessExit.now(BASE + number);
        }
        command.interrupt();
        err.println("stopping; the same again ends at once");
    }

    /** What the process exits with: of a command that was stopped, as a shell has it, the number of the signal. */
    int exitCode(int code) {
        return code == Main.INTERRUPTED && received.get() != 0 ? BASE + received.get() : code;
    }
}
