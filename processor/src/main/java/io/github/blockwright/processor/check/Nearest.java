package io.github.blockwright.processor.check;

import java.util.Comparator;
import java.util.List;

/** What someone may have meant who wrote a word that is not known. */
public final class Nearest {
    private Nearest() {}

    /** The word of the list that takes the fewest edits. */
    public static String to(String written, List<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(word -> distance(word, written)))
                .orElseThrow();
    }

    /** Levenshtein's distance: insertions, deletions and replacements from one word to the other. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
