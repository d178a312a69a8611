package io.github.blockwright.runtime.pages;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.blockwright.runtime.records.ScoreFile;
import io.github.blockwright.runtime.records.Scores;
import io.github.blockwright.runtime.records.Scores.Answer;
import io.github.blockwright.runtime.records.Scores.Picture;
import io.github.blockwright.runtime.records.Thumbnails;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The pictures that say most: the surest mistakes and the closest calls; and for the matrix which ones are in a cell. */
final class Gallery {
    private static final int OF_A_CELL = 12;
    private static final int OF_ALL_CELLS = 3000;

    private final RunFiles files;
    private final ScoreFile file;
    private final Scores scores;
    private final Set<Integer> shown = new HashSet<>();

    private Gallery(RunFiles files, ScoreFile file) {
        this.files = files;
        this.file = file;
        this.scores = file.scores();
    }

    static Map<String, Object> of(RunFiles files, ScoreFile file, JsonObject data) {
        return new Gallery(files, file).model(data);
    }

    private Map<String, Object> model(JsonObject data) {
        if (scores.multiLabel()) {
            return Words.map(
                    "several",
                    true,
                    "mistakes",
                    scores.wrong(file.thresholds()).stream()
                            .limit(Thumbnails.SHOWN)
                            .map(this::answer)
                            .toList(),
                    "close",
                    scores.given(file.thresholds()).stream()
                            .limit(Thumbnails.SHOWN)
                            .map(this::answer)
                            .toList());
        }
        List<Picture> mistakes = scores.mistakes();
        Map<String, Object> model = Words.map(
                "mistakes",
                mistakes.stream().limit(Thumbnails.SHOWN).map(this::mistake).toList(),
                "mistakeCount",
                Words.count(mistakes.size()),
                "close",
                scores.hits().stream().limit(Thumbnails.SHOWN).map(this::hit).toList());
        cells(mistakes, data);
        return model;
    }

    private Map<String, Object> mistake(Picture picture) {
        return Words.map(
                "picture", picture(picture.index()),
                "said", scores.classes().get(picture.top()),
                "is", scores.classes().get(picture.labels()[0]),
                "sure", Words.percent(scores.probability(picture.scores()[0])));
    }

    private Map<String, Object> hit(Picture picture) {
        String second = picture.ranked().length > 1 ? scores.classes().get(picture.ranked()[1]) : "";
        return Words.map(
                "picture", picture(picture.index()),
                "is", scores.classes().get(picture.top()),
                "sure", Words.percent(scores.probability(picture.scores()[0])),
                "second", second,
                "secondSure", second.isEmpty() ? "" : Words.percent(scores.probability(picture.scores()[1])));
    }

    private Map<String, Object> answer(Answer answer) {
        boolean has = answer.picture().has(answer.label());
        return Words.map(
                "picture", picture(answer.picture().index()),
                "label", scores.classes().get(answer.label()),
                "has", has,
                "sure", Words.percent(scores.probability(answer.score())));
    }

    private Map<String, Object> picture(int index) {
        byte[] thumbnail = file.thumbnails().get(index);
        byte[] heat = file.heatMaps().get(index);
        shown.add(index);
        return Words.map(
                "index",
                index,
                "name",
                files.picture(index),
                "source",
                thumbnail == null ? "" : source(thumbnail),
                "heat",
                heat == null ? "" : source(heat));
    }

    /** Of each cell of the matrix some pictures, and their copies where the page does not show them already. */
    private void cells(List<Picture> mistakes, JsonObject data) {
        Map<Integer, Integer> of = new HashMap<>();
        JsonObject cells = new JsonObject();
        JsonObject thumbnails = new JsonObject();
        List<Picture> taken = new ArrayList<>();
        for (Picture picture : mistakes) {
            int cell = picture.labels()[0] * scores.classes().size() + picture.top();
            if (taken.size() < OF_ALL_CELLS && of.merge(cell, 1, Integer::sum) <= OF_A_CELL) {
                taken.add(picture);
            }
        }
        for (Picture picture : taken) {
            String cell = picture.labels()[0] + "," + picture.top();
            if (!cells.has(cell)) {
                cells.add(cell, new JsonArray());
            }
            JsonArray entry = new JsonArray();
            entry.add(picture.index());
            entry.add(files.picture(picture.index()));
            entry.add(Math.round(1000 * scores.probability(picture.scores()[0])));
            cells.getAsJsonArray(cell).add(entry);
            byte[] thumbnail = file.thumbnails().get(picture.index());
            if (thumbnail != null && shown.add(picture.index())) {
                thumbnails.addProperty(Integer.toString(picture.index()), source(thumbnail));
            }
        }
        data.add("cells", cells);
        data.add("thumbnails", thumbnails);
    }

    private static String source(byte[] picture) {
        String type = picture[0] == (byte) 0xff ? "jpeg" : "png";
        return "data:image/" + type + ";base64," + Base64.getEncoder().encodeToString(picture);
    }
}
