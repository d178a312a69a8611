package io.github.blockwright.runtime.weights;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a file goes with a table.
 *
 * @param matched parameters that are in the file with the right shape, by their paths in the block
 * @param kept parameters that were to be skipped
 * @param missing parameters that are not in the file
 * @param mismatches parameters that are in the file with another shape
 * @param skipped what the file has for the classifier, and for further training only, by its names there
 * @param unknown what the file has and the table has not, by its names there
 * @param remarks how the file was understood, where that was a choice: the dictionary of a checkpoint, what was taken off
 *     the names, why the classifier was left out; and which conventions of the weights the block has adopted
 */
public record LoadReport(
        List<String> matched,
        List<String> kept,
        List<Missing> missing,
        List<Mismatch> mismatches,
        List<String> skipped,
        List<String> unknown,
        List<String> remarks) {
    private static final int MOST_NAMED = 3;

    /**
     * Takes copies of the lists.
     *
     * @param matched as the record says
     * @param kept as the record says
     * @param missing as the record says
     * @param mismatches as the record says
     * @param skipped as the record says
     * @param unknown as the record says
     * @param remarks as the record says
     */
    public LoadReport {
        matched = List.copyOf(matched);
        kept = List.copyOf(kept);
        missing = List.copyOf(missing);
        mismatches = List.copyOf(mismatches);
        skipped = List.copyOf(skipped);
        unknown = List.copyOf(unknown);
        remarks = List.copyOf(remarks);
    }

    /**
     * A parameter that is not in the file.
     *
     * @param parameter its path in the block
     * @param name under which it was looked for
     * @param expected the shape that the file should have
     */
    public record Missing(String parameter, String name, List<Long> expected) {
        /**
         * Takes copies of the lists.
         *
         * @param parameter as the record says
         * @param name as the record says
         * @param expected as the record says
         */
        public Missing {
            expected = List.copyOf(expected);
        }

        @Override
        public String toString() {
            return parameter + " (" + name + ")";
        }
    }

    /**
     * A parameter of another shape.
     *
     * @param parameter its path in the block
     * @param name in the file
     * @param expected the shape that the file should have
     * @param found the shape that it has
     */
    public record Mismatch(String parameter, String name, List<Long> expected, List<Long> found) {
        /**
         * Takes copies of the lists.
         *
         * @param parameter as the record says
         * @param name as the record says
         * @param expected as the record says
         * @param found as the record says
         */
        public Mismatch {
            expected = List.copyOf(expected);
            found = List.copyOf(found);
        }

        @Override
        public String toString() {
            return parameter + " (" + name + " should be " + expected + " but is " + found + ")";
        }
    }

    /** {@return whether every parameter that was not to be skipped is there, and nothing unknown is} */
    public boolean isComplete() {
        return missing.isEmpty() && mismatches.isEmpty() && unknown.isEmpty();
    }

    /** What fits and what does not, in a line. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        parts.add(matched.size() + " parameters match");
        add(parts, kept, "are kept as they were");
        add(parts, mismatches, "have another shape");
        add(parts, missing, "are missing in the file");
        add(parts, skipped, "of the file are left there, since they are not needed");
        add(parts, unknown, "of the file are unknown to the table");
        parts.addAll(remarks);
        return String.join("; ", parts);
    }

    /** The same with more remarks. */
    LoadReport with(List<String> more) {
        List<String> all = new ArrayList<>(remarks);
        all.addAll(more);
        return new LoadReport(matched, kept, missing, mismatches, skipped, unknown, all);
    }

    /** How many fit and how many do not. */
    String counts() {
        return matched.size() + " match, " + mismatches.size() + " of another shape, " + missing.size()
                + " missing in the file, " + unknown.size() + " unknown to the table";
    }

    private static void add(List<String> parts, List<?> things, String what) {
        if (!things.isEmpty()) {
            String named =
                    things.stream().limit(MOST_NAMED).map(Object::toString).collect(Collectors.joining(", "));
            parts.add(things.size() + " " + what + ": " + named + (things.size() > MOST_NAMED ? ", ..." : ""));
        }
    }
}
