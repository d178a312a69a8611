package io.github.blockwright.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The command line that goes on with a training that was stopped. */
final class GoingOn {
    private static final String RESUME = "--resume";
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_./:=,@%+-]+");

    private GoingOn() {}

    /** @param arguments of the command that was stopped */
    static String command(List<String> arguments) {
        List<String> words = new ArrayList<>(List.of("blockwright"));
        words.addAll(arguments);
        if (!words.contains(RESUME)) {
            words.add(RESUME);
        }
        return words.stream().map(GoingOn::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
