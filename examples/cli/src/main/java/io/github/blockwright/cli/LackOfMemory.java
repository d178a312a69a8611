package io.github.blockwright.cli;

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
    /** As Java says it. */
    static final String HEAP = "Java heap space";

    private LackOfMemory() {}

    /** Ends the process when a thread dies of it; other errors of threads are printed, as Java does. */
    static void endsTheProcess(PrintWriter err) {
        // All that it takes is made while there is memory.
        byte[] message = (message(HEAP) + System.lineSeparator()).getBytes(Charset.defaultCharset());
        OutputStream standardError = new FileOutputStream(FileDescriptor.err);
        Object once = new Object();
        Thread.setDefaultUncaughtExceptionHandler((thread, error) -> {
            if (isCauseOf(error)) {
                // Several threads may find none at the same time, and none of them must end what another says.
                synchronized (once) {
                    end(standardError, message);
                }
            }
            err.print("Exception in thread \"" + thread.getName() + "\" ");
            error.printStackTrace(err);
        });
    }

    /**
     * Whether an error comes of it: a class that could not be made ready for want of memory is an error of another kind ever
     * after, and of what it came of Java keeps no more than the text, or, for want of memory, nothing. A class of Java's own
     * fails of nothing else.
     */
    static boolean isCauseOf(Throwable error) {
        for (Throwable e = error; e != null; e = e.getCause()) {
            boolean inWords = e instanceof ExceptionInInitializerError
                    && e.getMessage() != null
                    && e.getMessage().contains(OutOfMemoryError.class.getName());
            boolean ofJava = e instanceof NoClassDefFoundError
                    && e.getMessage() != null
                    && e.getMessage().startsWith("Could not initialize class java.");
            if (e instanceof OutOfMemoryError || inWords || ofJava) {
                return true;
            }
        }
        return false;
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

    /** @param reason as Java names it */
    static String message(String reason) {
        return "error: There is not enough memory (" + reason + "): give Java more with -Xmx (now "
                + Runtime.getRuntime().maxMemory() / 1_000_000 + " MB), or work on less at a time";
    }
}
