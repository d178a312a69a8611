package io.github.blockwright.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ParameterException;

/** Lets tests in other packages ask whether a command line is one. */
public final class Commands {
    private Commands() {}

    /** What is wrong with these words behind {@code blockwright}, without doing anything. */
    public static Optional<String> problem(List<String> words) {
        try {
            var parsed = Main.commandLine().parseArgs(words.toArray(String[]::new));
            return parsed == null ? Optional.of("nothing was parsed") : Optional.empty();
        } catch (ParameterException e) {
            return Optional.of(e.getMessage());
        }
    }
}
