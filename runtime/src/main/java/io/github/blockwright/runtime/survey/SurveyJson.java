package io.github.blockwright.runtime.survey;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.github.blockwright.runtime.survey.Sizes.Size;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a survey found, as JSON for a program. */
final class SurveyJson {
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private SurveyJson() {}

    static String text(String data, List<String> remarks, Findings findings) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("data", data);
        json.put("classes", findings.counts().classes());
        json.put("pictures", pictures(findings.counts()));
        double imbalance = findings.counts().imbalance();
        json.put("imbalance", Double.isFinite(imbalance) ? imbalance : null);
        findings.sizes().ifPresent(sizes -> json.put("sizes", sizes(sizes, findings)));
        json.put("kinds", kinds(findings.kinds()));
        findings.trained().ifPresent(moments -> {
            json.put("mean", moments.mean());
            json.put("deviation", moments.deviation());
        });
        json.put(
                "sameBytes",
                object(
                        "copies", findings.same().copies(),
                        "acrossParts", twins(findings.same().acrossParts(), findings),
                        "acrossClasses", twins(findings.same().acrossClasses(), findings)));
        json.put(
                "nearlySame",
                object(
                        "bits", findings.bits(),
                        "acrossParts", nearTwins(findings.nearlySame().acrossParts(), findings),
                        "acrossClasses", twins(findings.nearlySame().acrossClasses(), findings)));
        json.put(
                "bad",
                findings.bad().stream()
                        .map(bad -> object("picture", name(findings, bad.entry()), "reason", bad.reason()))
                        .toList());
        json.put("remarks", remarks);
        json.put("problems", Problem.of(findings).stream().map(Problem::what).toList());
        return GSON.toJson(json) + "\n";
    }

    private static Map<String, Object> pictures(ClassCounts counts) {
        Map<String, Object> parts = new LinkedHashMap<>();
        counts.byPart().forEach((part, byClass) -> {
            Map<String, Object> classes = new LinkedHashMap<>();
            for (int label = 0; label < byClass.length; label++) {
                classes.put(counts.classes().get(label), byClass[label]);
            }
            parts.put(part.toString(), classes);
        });
        return parts;
    }

    private static Map<String, Object> sizes(Sizes sizes, Findings findings) {
        return object(
                "smallest", size(sizes.smallest(), findings),
                "median", size(sizes.middle(), findings),
                "largest", size(sizes.largest(), findings),
                "medianShorterSide", sizes.medianShorterSide(),
                "proportions",
                        object("narrowest", sizes.narrowest(), "median", sizes.median(), "widest", sizes.widest()));
    }

    private static Map<String, Object> size(Size size, Findings findings) {
        return object("width", size.width(), "height", size.height(), "picture", name(findings, size.entry()));
    }

    private static Map<String, Object> kinds(Kinds kinds) {
        Map<String, Object> files = new LinkedHashMap<>();
        kinds.files().forEach((kind, count) -> files.put(kind.toString(), count));
        return object(
                "files", files,
                "namedOtherwise", kinds.namedOtherwise(),
                "grey", kinds.grey(),
                "alpha", kinds.alpha(),
                "turned", kinds.turned(),
                "profiles", kinds.profiles());
    }

    private static List<Map<String, Object>> twins(List<Twin> twins, Findings findings) {
        return twins.stream()
                .map(twin -> object(
                        "picture", name(findings, twin.one()),
                        "like", name(findings, twin.other()),
                        "bits", twin.distance()))
                .toList();
    }

    private static List<Map<String, Object>> nearTwins(List<Twin> twins, Findings findings) {
        List<Map<String, Object>> objects = twins(twins, findings);
        for (int i = 0; i < twins.size(); i++) {
            objects.get(i).put("mirrored", twins.get(i).mirrored());
        }
        return objects;
    }

    /** As it is, since JSON has a way to write every character. */
    private static String name(Findings findings, int entry) {
        return findings.entries().get(entry).name();
    }

    private static Map<String, Object> object(Object... keysAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            object.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return object;
    }
}
