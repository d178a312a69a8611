package io.github.blockwright.runtime.pages;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.blockwright.runtime.records.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What it takes to repeat a run, and what it was trained on. */
final class Facts {
    private static final int SHOWN_BAD = 50;

    private Facts() {}

    static Map<String, Object> of(RunFiles files) {
        Optional<RunRecord> record = files.record();
        List<Map<String, Object>> environment = new ArrayList<>();
        record.ifPresent(r ->
                r.environment().forEach((name, value) -> environment.add(Words.map("name", name, "value", value))));
        JsonElement recipe = JsonParser.parseString(files.description().recipe());
        return Words.map(
                "command",
                record.map(RunRecord::command).orElse(""),
                "seed",
                seeds(recipe),
                "started",
                record.map(RunRecord::started).orElse(""),
                "seconds",
                record.map(r -> Words.time(r.seconds())).orElse(""),
                "environment",
                environment,
                "recipe",
                new GsonBuilder()
                        .setPrettyPrinting()
                        .disableHtmlEscaping()
                        .create()
                        .toJson(recipe),
                "data",
                files.description().data(),
                "fingerprint",
                files.description().fingerprint(),
                "parts",
                record.map(r -> parts(files, r)).orElse(List.of()),
                "leftOut",
                record.map(RunRecord::leftOut).orElse(""),
                "bad",
                files.bad().stream().limit(SHOWN_BAD).toList(),
                "moreBad",
                files.bad().size() > SHOWN_BAD ? Words.count(files.bad().size() - SHOWN_BAD) : "");
    }

    /** How many pictures a part has, and of the classes the fewest and the most. */
    private static List<Map<String, Object>> parts(RunFiles files, RunRecord record) {
        List<String> classes = files.description().classes();
        List<Map<String, Object>> parts = new ArrayList<>();
        record.parts().forEach((part, counts) -> {
            int fewest = 0;
            int most = 0;
            for (int i = 0; i < counts.size(); i++) {
                fewest = counts.get(i) < counts.get(fewest) ? i : fewest;
                most = counts.get(i) > counts.get(most) ? i : most;
            }
            parts.add(Words.map(
                    "part",
                    part,
                    "labels",
                    Words.count(counts.stream().mapToLong(c -> c).sum()),
                    "fewest",
                    classes.get(fewest) + ", " + Words.count(counts.get(fewest)),
                    "most",
                    classes.get(most) + ", " + Words.count(counts.get(most))));
        });
        return parts;
    }

    /** All seeds in a recipe; a fine-tuning has one for each phase. */
    private static String seeds(JsonElement recipe) {
        TreeSet<String> seeds = new TreeSet<>();
        collect(recipe, seeds);
        return seeds.stream().collect(Collectors.joining(", "));
    }

    private static void collect(JsonElement element, Set<String> seeds) {
        if (element.isJsonObject()) {
            JsonObject object = element.getAsJsonObject();
            if (object.has("seed")) {
                seeds.add(object.get("seed").getAsString());
            }
            object.entrySet().forEach(entry -> collect(entry.getValue(), seeds));
        }
    }
}
