package io.github.blockwright.cli.doctor;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What was found, on a page.
 *
 * @param sections values by their names, by the section's name, in order
 * @param problems what does not work or will not, each with a way out
 */
public record Diagnosis(Map<String, Map<String, Object>> sections, List<String> problems) {
    private static final String BYTES = "Bytes";

    public Diagnosis {
        sections = new LinkedHashMap<>(sections);
        problems = List.copyOf(problems);
    }

    /** The sections and {@code problems}; sizes are in bytes. */
    public JsonObject toJson() {
        Gson gson = new Gson();
        JsonObject json = new JsonObject();
        sections.forEach((name, values) -> json.add(name, gson.toJsonTree(values)));
        json.add("problems", gson.toJsonTree(problems));
        return json;
    }

    /** A line for each value, then the problems. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        sections.forEach((section, values) -> {
            text.append(section).append('\n');
            values.forEach((name, value) -> text.append(String.format(
                    Locale.ROOT,
                    "  %-18s %s%n",
                    name.endsWith(BYTES) ? withoutBytes(name) : name,
                    shown(name, value))));
        });
        if (problems.isEmpty()) {
            return text.append("No problems were found.").toString();
        }
        problems.forEach(problem -> text.append("! ").append(problem).append('\n'));
        return text.toString().stripTrailing();
    }

    private static String withoutBytes(String name) {
        return name.substring(0, name.length() - BYTES.length());
    }

    private static Object shown(String name, Object value) {
        return name.endsWith(BYTES) && value instanceof Long bytes
                ? String.format(Locale.ROOT, "%,d MB", bytes / 1_000_000)
                : value;
    }
}
