package io.github.blockwright.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine;

/** What becomes of a command whose output cannot be written, to a disk that is full: Java itself drops it without a word. */
final class StandardOutput {
    private StandardOutput() {}

    /** The exit code, of one that all else went well for too. */
    static int exitCode(int code, PrintWriter err) {
        if (!System.out.checkError()) {
            return code;
        }
        String reason = reason();
        if (reason.contains("pipe")) {
            // Whoever reads it has seen enough.
            return code;
        }
        err.println("error: Cannot write all of the output (" + reason + "): let it go to another disk");
        return code == CommandLine.ExitCode.OK ? CommandLine.ExitCode.SOFTWARE : code;
    }

    /** Java keeps no more than that there was one, but what could not be written cannot be written again either. */
    private static String reason() {
        try {
            new FileOutputStream(FileDescriptor.out).write('\n');
            return "there was no room for it";
        } catch (IOException e) {
            return e.getMessage();
        }
    }
}
