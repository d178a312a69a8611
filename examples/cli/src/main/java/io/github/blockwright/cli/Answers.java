package io.github.blockwright.cli;

import ai.djl.modality.Classifications;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/** How a network's answers are printed. */
enum Answers {
    /** A picture's name, and below it a line for each class with per cents. */
    TEXT {
        @Override
        void print(PrintWriter out, String picture, List<Classifications.Classification> best) {
            out.println(picture);
            for (Classifications.Classification item : best) {
                out.println(
                        String.format(Locale.ROOT, "  %6.2f %%  %s", 100 * item.getProbability(), item.getClassName()));
            }
        }
    },
    /** A line for each picture and class, after RFC 4180, with a heading; of a bad picture one with the error. */
    CSV {
        @Override
        void start(PrintWriter out) {
            out.println("picture,rank,class,probability,error");
        }

        @Override
        void print(PrintWriter out, String picture, List<Classifications.Classification> best) {
            if (best.isEmpty()) {
                // Of several labels it may be given none.
                out.println(quoted(picture) + ",,,,");
            }
            for (int i = 0; i < best.size(); i++) {
                out.println(quoted(picture) + "," + (i + 1) + ","
                        + quoted(best.get(i).getClassName()) + "," + probability(best.get(i)) + ",");
            }
        }

        @Override
        void printError(PrintWriter out, String picture, String error) {
            out.println(quoted(picture) + ",,,," + quoted(error));
        }
    },
    /** A JSON object a line: the picture, and its classes or the error. */
    JSONL {
        @Override
        void print(PrintWriter out, String picture, List<Classifications.Classification> best) {
            JsonArray classes = new JsonArray();
            for (Classifications.Classification item : best) {
                JsonObject one = new JsonObject();
                one.addProperty("class", item.getClassName());
                one.addProperty("probability", new BigDecimal(probability(item)));
                classes.add(one);
            }
            JsonObject line = new JsonObject();
            line.addProperty("picture", picture);
            line.add("classes", classes);
            out.println(line);
        }

        @Override
        void printError(PrintWriter out, String picture, String error) {
            JsonObject line = new JsonObject();
            line.addProperty("picture", picture);
            line.addProperty("error", error);
            out.println(line);
        }
    };

    /** What stands before the first. */
    void start(PrintWriter out) {}

    abstract void print(PrintWriter out, String picture, List<Classifications.Classification> best);

    /** Says in the output itself that a picture has no answer, where a program reads that. */
    void printError(PrintWriter out, String picture, String error) {}

    private static String probability(Classifications.Classification item) {
        return String.format(Locale.ROOT, "%.6f", item.getProbability());
    }

    private static String quoted(String text) {
        return text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? text
                : '"' + text.replace("\"", "\"\"") + '"';
    }
}
