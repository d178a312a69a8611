package io.github.blockwright.processor.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Something wrong or unwise in a table.
 *
 * @param values those that the diagnostic's template names
 * @param variants the names of the variants that it is about; empty where it is about the record's own network
 */
public record Problem(Diagnostic diagnostic, Place place, List<Object> values, List<String> variants) {
    public Problem {
        values = List.copyOf(values);
        variants = List.copyOf(variants);
    }

    /** Those that there are. */
    public static List<Problem> present(List<Optional<Problem>> possible) {
        List<Problem> problems = new ArrayList<>();
        for (Optional<Problem> problem : possible) {
            if (problem.isPresent()) {
                problems.add(problem.get());
            }
        }
        return problems;
    }

    /** The same problem of one more variant. */
    public Problem of(String variant) {
        return new Problem(
                diagnostic,
                place,
                values,
                Stream.concat(variants.stream(), Stream.of(variant)).toList());
    }

    /** What is wrong, without the fix. */
    public String cause() {
        String message = diagnostic.message(values);
        int end = message.indexOf(';');
        return end < 0 ? message : message.substring(0, end);
    }

    /**
     * The line that the user reads.
     *
     * @param type the simple name of the type that the place lies in
     */
    public String text(String type) {
        String suppression = diagnostic
                .suppressionKey()
                .filter(key -> diagnostic != Diagnostic.UNKNOWN_SUPPRESSION)
                .map(key -> " (@SuppressWarnings(\"" + key + "\") silences this)")
                .orElse("");
        return "[" + diagnostic.id() + "] " + place.component().orElse(type) + ofVariants() + ": "
                + diagnostic.message(values) + suppression;
    }

    private String ofVariants() {
        if (variants.isEmpty()) {
            return "";
        }
        String names = variants.stream().map(name -> '"' + name + '"').collect(Collectors.joining(", "));
        return " (variant" + (variants.size() == 1 ? " " : "s ") + names + ")";
    }
}
