package io.github.blockwright.cli;

import com.google.gson.JsonObject;
import io.github.blockwright.runtime.data.ImageSource;
import io.github.blockwright.runtime.data.OpenPictures;
import io.github.blockwright.runtime.data.Pictures;
import io.github.blockwright.runtime.engine.EngineThreads;
import io.github.blockwright.runtime.report.ConfusionMatrixPicture;
import io.github.blockwright.runtime.report.Evaluation;
import io.github.blockwright.runtime.serve.Classifier;
import io.github.blockwright.runtime.weights.SavedModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "evaluate",
        description =
                "Measures a trained network: loss, accuracy, precision and recall, confusion matrix. Classes are told by"
                        + " their names; some may be missing.",
        mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
    @Mixin
    private ModelArgument model;

    @Mixin
    private DataOptions data;

    @Mixin
    private EngineOptions engine;

    @Mixin
    private ServingOptions serving;

    @Option(
            names = "--part",
            description =
                    "Which pictures: TRAIN, VALIDATION, TEST or ALL; default VALIDATION, but all of a folder that has no"
                            + " parts, unless --hold-out is given.")
    private Part part;

    @Option(names = "--picture", paramLabel = "PNG", description = "Also draw the confusion matrix to this file.")
    private Path picture;

    @Mixin
    private OutputOptions output;

    /** A part of the data. */
    private enum Part {
        TRAIN,
        VALIDATION,
        TEST,
        ALL;

        ImageSource of(OpenPictures pictures) throws IOException {
            return switch (this) {
                case TRAIN -> pictures.train();
                case VALIDATION -> pictures.validation();
                case TEST ->
                    pictures.test()
                            .orElseThrow(() -> new IllegalArgumentException(
                                    "The data has no test part: leave out --part, or name another one"));
                case ALL -> pictures.all();
            };
        }
    }

    @Override
    public Integer call() throws IOException {
        data.check();
        engine.apply();
        PrintWriter out = output.text();
        try (SavedModel saved = model.open();
                Classifier classifier = serving.open(saved, model.shorterSide(saved), EngineThreads.count(), out)) {
            Pictures pictures = data.pictures();
            try (OpenPictures open = pictures.open(classifier.input(), model.shorterSide(saved))) {
                Part measured = part != null ? part : usual(pictures);
                ImageSource images = measured.of(open).relabelled(saved.classes());
                say(out, measured, images);
                Evaluation evaluation = classifier.evaluate(images);
                if (output.isJson()) {
                    output.print(figures(saved, classifier, measured, evaluation));
                } else {
                    out.println(evaluation);
                    out.println(evaluation.details());
                }
                open.leftOut().ifPresent(out::println);
                if (picture != null) {
                    ConfusionMatrixPicture.write(
                            picture, saved.block().summary().name(), evaluation.confusion());
                }
            }
        }
        return 0;
    }

    private static JsonObject figures(SavedModel saved, Classifier classifier, Part measured, Evaluation evaluation) {
        JsonObject json = new JsonObject();
        json.addProperty("network", saved.block().summary().name());
        json.addProperty("engine", classifier.description());
        json.addProperty("part", measured.name().toLowerCase(Locale.ROOT));
        json.asMap().putAll(Figures.of(evaluation).asMap());
        return json;
    }

    private Part usual(Pictures pictures) {
        return pictures.hasParts() || data.holdsOut() ? Part.VALIDATION : Part.ALL;
    }

    private void say(PrintWriter out, Part measured, ImageSource images) {
        String which = measured == Part.ALL ? "all" : "the " + measured.name().toLowerCase(Locale.ROOT) + " part's";
        String held = measured == Part.ALL && part == null
                ? "; none are held out, so leave out those that it was trained on, or see --part"
                : "";
        out.println(String.format(Locale.ROOT, "measuring %s %,d pictures%s", which, images.size(), held));
        int[] counts = images.classCounts();
        List<String> missing = IntStream.range(0, counts.length)
                .filter(i -> counts[i] == 0)
                .mapToObj(images.classes()::get)
                .toList();
        if (!missing.isEmpty()) {
            out.println("there are no pictures of: " + String.join(", ", missing));
        }
    }
}
