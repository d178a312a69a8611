package io.github.blockwright.runtime.pages;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** The charts of a page, as its script draws them. */
final class Charts {
    private static final MathContext DIGITS = new MathContext(6);

    private final JsonObject all = new JsonObject();

    /** How a series is drawn. */
    enum Form {
        LINE,
        DASHED,
        BARS,
        POINTS
    }

    /**
     * Values at each x; NaN where there is none.
     *
     * @param label in the legend
     */
    record Series(String label, Form form, List<Double> values) {}

    /**
     * What is common to all series.
     *
     * @param label of the values
     * @param from the lowest value shown; NaN for that of the series
     * @param to the highest value shown; NaN for that of the series
     * @param percent whether values are shares
     */
    record Axis(String label, double from, double to, boolean percent) {
        static Axis of(String label) {
            return new Axis(label, Double.NaN, Double.NaN, false);
        }

        static Axis shares(String label) {
            return new Axis(label, Double.NaN, 1, true);
        }

        static Axis allShares(String label) {
            return new Axis(label, 0, 1, true);
        }
    }

    /** Adds a chart; the page has an element that names it. */
    void add(String name, Axis across, List<Double> x, Axis up, List<Series> series) {
        JsonObject chart = new JsonObject();
        chart.add("across", axis(across));
        chart.add("up", axis(up));
        chart.add("x", numbers(x));
        JsonArray rows = new JsonArray();
        for (Series each : series) {
            JsonObject row = new JsonObject();
            row.addProperty("label", each.label());
            row.addProperty("form", each.form().name());
            row.add("values", numbers(each.values()));
            rows.add(row);
        }
        chart.add("series", rows);
        all.add(name, chart);
    }

    JsonObject json() {
        return all;
    }

    private static JsonObject axis(Axis axis) {
        JsonObject json = new JsonObject();
        json.addProperty("label", axis.label());
        json.add("from", number(axis.from()));
        json.add("to", number(axis.to()));
        json.addProperty("percent", axis.percent());
        return json;
    }

    private static JsonArray numbers(List<Double> values) {
        JsonArray array = new JsonArray();
        values.forEach(value -> array.add(number(value)));
        return array;
    }

    /** More digits than a chart can show would only make the file larger. */
    private static JsonElement number(double value) {
        return Double.isFinite(value) ? new JsonPrimitive(new BigDecimal(value).round(DIGITS)) : JsonNull.INSTANCE;
    }
}
