package io.github.blockwright.cli;

import io.github.blockwright.runtime.engine.NoMemory;
import io.github.blockwright.runtime.engine.ProcessExit;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import picocli.CommandLine;

/**
 * What becomes of a command when Java has no memory left. An error on its own thread reaches whoever started it; one that
 * ends a thread of a library, or one that another waits for, would be heard by nobody, and the command would wait for ever.
 */
final class LackOfMemory {
    private LackOfMemory() {}

    /** Ends the process when a thread dies of it; other errors of threads are printed, as Java does. */
    static void endsTheProcess(PrintWriter err) {
        // All that it takes is made while there is memory.
        byte[] message =
                ("error: " + message(NoMemory.HEAP) + System.lineSeparator()).getBytes(Charset.defaultCharset());
        OutputStream standardError = new FileOutputStream(FileDescriptor.err);
        Object once = new Object();
        Thread.setDefaultUncaughtExceptionHandler((thread, error) -> {
            if (NoMemory.isCauseOf(error)) {
                // Several threads may find none at the same time, and none of them must end what another says.
                synchronized (once) {
                    end(standardError, message);
                }
            }
            err.print("Exception in thread \"" + thread.getName() + "\" ");
            error.printStackTrace(err);
        });
    }

    private static void end(OutputStream standardError, byte[] message) {
        try {
            standardError.write(message);
            ProcessExit.now(CommandLine.ExitCode.SOFTWARE);
        } catch (IOException e) {
            // Then nobody can be told.
        } finally {
            // For the better way too there may be no memory.
            Runtime.getRuntime().halt(CommandLine.ExitCode.SOFTWARE);
        }
    }

    /** @param reason as Java or the engine says it */
    static String message(String reason) {
        return NoMemory.message(
                reason,
                "take a smaller batch where the command has one (--batch-size), fewer or smaller pictures or smaller images"
                        + " in the table's @Input");
    }
}
