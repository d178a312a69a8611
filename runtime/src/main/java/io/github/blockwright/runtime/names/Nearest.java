package io.github.blockwright.runtime.names;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that was probably meant. */
public final class Nearest {
    private Nearest() {}

    /** The nearest of the known names, if it is near: of what was typed, a third of the letters are wrong at most. */
    public static Optional<String> to(String typed, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(name -> distance(typed, name)))
                .filter(name -> distance(typed, name) <= Math.max(1, typed.length() / 3));
    }

    /** A question for the middle of a message, {@code "did you mean X? "}; empty where nothing is near. */
    public static String question(String typed, Collection<String> known) {
        return to(typed, known).map(name -> "did you mean " + name + "? ").orElse("");
    }

    /**
     * The letters to add, leave out, change or swap with their neighbour, whatever their case: Damerau's distance with every
     * letter touched once.
     */
    static int distance(String one, String other) {
        int[][] rows = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    rows[i][j] = i + j;
                    continue;
                }
                int changed = rows[i - 1][j - 1] + (same(one, i - 1, other, j - 1) ? 0 : 1);
                rows[i][j] = Math.min(changed, 1 + Math.min(rows[i - 1][j], rows[i][j - 1]));
                if (i > 1 && j > 1 && same(one, i - 1, other, j - 2) && same(one, i - 2, other, j - 1)) {
                    rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
                }
            }
        }
        return rows[one.length()][other.length()];
    }

    private static boolean same(String one, int i, String other, int j) {
        return Character.toLowerCase(one.charAt(i)) == Character.toLowerCase(other.charAt(j));
    }
}
