package io.github.blockwright.runtime.pages;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.blockwright.runtime.records.ScoreFile;
import io.github.blockwright.runtime.records.Scores;
import io.github.blockwright.runtime.records.Scores.Picture;
import io.github.blockwright.runtime.report.ConfusionMatrix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The figures of each class, which was taken for which, and precision over recall. */
final class ClassFigures {
    /** Up to so many classes the matrix is a table whose cells can be read. */
    private static final int READABLE = 20;

    private static final int PAIRS = 20;
    private static final int FINE = 50;
    private static final int COARSE = 20;
    private static final int MANY = 100;
    private static final int SHADES = 9;

    private ClassFigures() {}

    static Map<String, Object> of(ScoreFile file, JsonObject data) {
        Scores scores = file.scores();
        List<String> names = scores.classes();
        List<PrecisionRecall> curves = PrecisionRecall.of(scores, names.size() > MANY ? COARSE : FINE);
        data.add("precision", precisions(curves));
        JsonArray classes = new JsonArray();
        names.forEach(classes::add);
        data.add("classes", classes);
        List<Map<String, Object>> options = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            options.add(Words.map("index", i, "name", names.get(i)));
        }
        Map<String, Object> model = Words.map(
                "options", options,
                "count", Words.count(names.size()),
                "pictures", Words.count(scores.pictures().size()),
                "micro", Words.three(curves.get(names.size()).averagePrecision()),
                "macro",
                        Words.three(curves.subList(0, names.size()).stream()
                                .mapToDouble(PrecisionRecall::averagePrecision)
                                .filter(Double::isFinite)
                                .average()
                                .orElse(Double.NaN)));
        if (scores.multiLabel()) {
            model.put("several", Words.map("rows", labels(file, curves)));
        } else {
            long[][] counts = new long[names.size()][names.size()];
            for (Picture picture : scores.pictures()) {
                counts[picture.labels()[0]][picture.top()]++;
            }
            data.add("confusion", cells(counts));
            model.put("one", one(new ConfusionMatrix(names, counts), curves));
        }
        return model;
    }

    private static Map<String, Object> one(ConfusionMatrix matrix, List<PrecisionRecall> curves) {
        List<String> names = matrix.classes();
        List<Map<String, Object>> rows = new ArrayList<>();
        List<Map<String, Object>> pairs = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            long images = 0;
            for (int j = 0; j < names.size(); j++) {
                images += matrix.count(i, j);
            }
            rows.add(Words.map(
                    "name", names.get(i),
                    "images", Words.count(images),
                    "precision", Words.three(matrix.precision(i)),
                    "recall", Words.three(matrix.recall(i)),
                    "f1", Words.three(matrix.f1(i)),
                    "ap", Words.three(curves.get(i).averagePrecision())));
            for (int j = 0; j < names.size(); j++) {
                if (i != j && matrix.count(i, j) > 0) {
                    pairs.add(Words.map(
                            "actual", i,
                            "predicted", j,
                            "from", names.get(i),
                            "to", names.get(j),
                            "n", matrix.count(i, j),
                            "count", Words.count(matrix.count(i, j)),
                            "share", Words.percent((double) matrix.count(i, j) / images)));
                }
            }
        }
        pairs.sort(Comparator.comparingLong(pair -> -(Long) pair.get("n")));
        return Words.map(
                "rows",
                rows,
                "pairs",
                pairs.subList(0, Math.min(PAIRS, pairs.size())),
                "matrix",
                names.size() <= READABLE ? matrix(matrix) : "",
                "large",
                names.size() > READABLE);
    }

    private static Map<String, Object> matrix(ConfusionMatrix matrix) {
        List<String> names = matrix.classes();
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            long images = 0;
            for (int j = 0; j < names.size(); j++) {
                images += matrix.count(i, j);
            }
            List<Map<String, Object>> cells = new ArrayList<>();
            for (int j = 0; j < names.size(); j++) {
                long count = matrix.count(i, j);
                long shade = count == 0 ? 0 : 1 + (count * (SHADES - 1)) / Math.max(1, images);
                cells.add(Words.map(
                        "actual",
                        i,
                        "predicted",
                        j,
                        "from",
                        names.get(i),
                        "to",
                        names.get(j),
                        "count",
                        count == 0 ? "" : Words.count(count),
                        "shade",
                        (i == j ? "hit" : "miss") + shade));
            }
            rows.add(Words.map("name", names.get(i), "cells", cells));
        }
        return Words.map("names", names, "rows", rows);
    }

    private static List<Map<String, Object>> labels(ScoreFile file, List<PrecisionRecall> curves) {
        Scores scores = file.scores();
        int labels = scores.classes().size();
        // Had and given, had and not, not had but given.
        long[][] counts = new long[labels][3];
        for (Picture picture : scores.pictures()) {
            for (int i = 0; i < picture.ranked().length; i++) {
                int label = picture.ranked()[i];
                boolean has = picture.has(label);
                boolean given = scores.probability(picture.scores()[i])
                        >= file.thresholds().get(label);
                if (has || given) {
                    counts[label][has && given ? 0 : has ? 1 : 2]++;
                }
            }
        }
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < labels; i++) {
            double right = counts[i][0];
            double had = right + counts[i][1];
            double given = right + counts[i][2];
            rows.add(Words.map(
                    "name", scores.classes().get(i),
                    "images", Words.count((long) had),
                    "threshold", Words.three(file.thresholds().get(i)),
                    "right", Words.count(counts[i][0]),
                    "missed", Words.count(counts[i][1]),
                    "wrong", Words.count(counts[i][2]),
                    "precision", Words.three(right / given),
                    "recall", Words.three(right / had),
                    "f1", Words.three(right == 0 ? 0 : 2 * right / (had + given)),
                    "ap", Words.three(curves.get(i).averagePrecision())));
        }
        return rows;
    }

    /** Actual, predicted and how many, of the cells that are not empty. */
    private static JsonArray cells(long[][] counts) {
        JsonArray cells = new JsonArray();
        for (int i = 0; i < counts.length; i++) {
            for (int j = 0; j < counts.length; j++) {
                if (counts[i][j] > 0) {
                    cells.add(i);
                    cells.add(j);
                    cells.add(counts[i][j]);
                }
            }
        }
        return cells;
    }

    /** In thousandths. */
    private static JsonArray precisions(List<PrecisionRecall> curves) {
        JsonArray all = new JsonArray();
        for (PrecisionRecall curve : curves) {
            JsonArray values = new JsonArray();
            for (double precision : curve.precisions()) {
                values.add(Double.isNaN(precision) ? null : Math.round(1000 * precision));
            }
            all.add(values);
        }
        return all;
    }
}
