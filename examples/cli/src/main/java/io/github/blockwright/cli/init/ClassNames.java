package io.github.blockwright.cli.init;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The classes that a network is to tell apart. */
public final class ClassNames {
    private static final int FEWEST = 2;

    private ClassNames() {}

    /** Names with commas between them. */
    public static List<String> listed(String text) {
        return checked("--classes " + text, Arrays.asList(text.split(",", -1)));
    }

    /** Names one a line; empty lines are passed over. */
    public static List<String> lines(String file, String text) {
        return checked(file, text.lines().filter(line -> !line.isBlank()).toList());
    }

    private static List<String> checked(String source, List<String> names) {
        List<String> checked = new ArrayList<>();
        Map<String, String> seen = new HashMap<>();
        for (String name : names) {
            String plain = name.strip();
            require(!plain.isEmpty(), source + " has an empty name: write one between any two commas");
            require(
                    plain.chars().noneMatch(c -> c < ' ' || c == '/' || c == '\\'),
                    source + ": " + plain + " cannot be a folder's name, which a class is: leave / and \\ out");
            String like = seen.put(plain.toLowerCase(Locale.ROOT), plain);
            require(like == null, source + " has " + like + " and " + plain + ": write each class once");
            checked.add(plain);
        }
        require(
                checked.size() >= FEWEST,
                source + " names " + (checked.isEmpty() ? "no class" : "one class alone, " + checked.get(0))
                        + ": there must be at least two to tell apart");
        return checked;
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
