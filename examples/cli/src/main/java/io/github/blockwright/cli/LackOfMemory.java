package io.github.blockwright.cli;

import io.github.blockwright.runtime.engine.ProcessExit;
import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine;

/**
 * What becomes of a command when Java has no memory left. An error on its own thread reaches whoever started it; one that
 * ends a thread of a library, or one that another waits for, would be heard by nobody, and the command would wait for ever.
 */
final class LackOfMemory {
    private LackOfMemory() {}

    /** Ends the process when a thread dies of it; other errors of threads are printed, as Java does. */
    static void endsTheProcess(PrintWriter err) {
        // Made while there is memory.
        String message = message("Java heap space");
        AtomicBoolean isSaid = new AtomicBoolean();
        Thread.setDefaultUncaughtExceptionHandler((thread, error) -> {
            if (error instanceof OutOfMemoryError) {
                try {
                    if (isSaid.compareAndSet(false, true)) {
                        err.println(message);
                    }
                } finally {
                    exit();
                }
            }
            err.print("Exception in thread \"" + thread.getName() + "\" ");
            error.printStackTrace(err);
        });
    }

    /** For the better way too there may be no memory. */
    private static void exit() {
        try {
            ProcessExit.now(CommandLine.ExitCode.SOFTWARE);
        } finally {
            Runtime.getRuntime().halt(CommandLine.ExitCode.SOFTWARE);
        }
    }

    /** @param reason as Java names it */
    static String message(String reason) {
        return "error: There is not enough memory (" + reason + "): give Java more with -Xmx (now "
                + Runtime.getRuntime().maxMemory() / 1_000_000 + " MB), or work on less at a time";
    }
}
