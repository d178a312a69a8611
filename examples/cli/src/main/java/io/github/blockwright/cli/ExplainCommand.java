package io.github.blockwright.cli;

import io.github.blockwright.cli.PictureArguments.Found;
import io.github.blockwright.runtime.data.ImageSource;
import io.github.blockwright.runtime.data.OpenPictures;
import io.github.blockwright.runtime.data.Pictures;
import io.github.blockwright.runtime.explain.Explainer;
import io.github.blockwright.runtime.explain.SeenPicture;
import io.github.blockwright.runtime.weights.SavedModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "explain",
        description =
                "Draws why a network says what it says of pictures: where it looks, and what it takes for much the same;"
                        + " with --maps what its rows make of them. A picture that cannot be read is told, and the others go on.",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
    /** Ways to explain. */
    enum Method {
        GRADCAM,
        OCCLUSION,
        NEIGHBOURS
    }

    @Mixin
    private ModelAndPictures asked;

    @Option(
            names = "--examples",
            paramLabel = "N",
            description = "Also N pictures of --data's validation part, of each class in turn.")
    private int examples;

    @Option(
            names = {"--output", "-o"},
            paramLabel = "FOLDER",
            description = "Where a PNG for each picture is written, and contact sheets if there are several; default"
                    + " ${DEFAULT-VALUE}.")
    private Path output = Path.of("explain");

    @Option(
            names = "--method",
            paramLabel = "METHOD",
            split = ",",
            description =
                    "gradcam, where the network looks, by its gradient; occlusion, the same by hiding one part after the"
                            + " other; neighbours, the most similar training pictures of --data; or several, with commas. Default:"
                            + " gradcam.")
    private List<Method> methods = List.of();

    @Option(
            names = "--row",
            paramLabel = "ROW",
            description =
                    "Which row Grad-CAM looks at, such as stage5, or features.stage5 for a backbone's; default: the last"
                            + " that has a map.")
    private String row;

    @Option(
            names = "--class",
            paramLabel = "NAME",
            split = ",",
            description = "Which class is explained, or several with commas; default: what the network says.")
    private List<String> classes = List.of();

    @Option(
            names = "--square",
            paramLabel = "PIXELS",
            description = "The side of the square that occlusion hides parts with; default: a fifth of the input.")
    private Integer square;

    @Option(
            names = "--neighbours",
            paramLabel = "N",
            description = "How many similar pictures are shown; default ${DEFAULT-VALUE}.")
    private int neighbours = 5;

    @Option(
            names = "--maps",
            description =
                    "Draw the feature maps of each row, a sheet for each, and the filters of the first convolution;"
                            + " heat maps too only with --method.")
    private boolean maps;

    @Option(
            names = "--channels",
            paramLabel = "N",
            description = "How many maps of each row are drawn at most; default ${DEFAULT-VALUE}.")
    private int channels = 64;

    @Mixin
    private DataOptions data;

    @Mixin
    private EngineOptions engine;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        requireAtLeastOne("--neighbours", neighbours);
        requireAtLeastOne("--channels", channels);
        if (examples < 0) {
            throw new ParameterException(spec.commandLine(), "--examples must be at least 0, not " + examples);
        }
        data.check();
        engine.apply();
        try (SavedModel saved = asked.model().open();
                Explainer explainer = explainer(saved);
                Stream<Found> found = find()) {
            classes.forEach(explainer::requireClass);
            Set<Method> chosen = chosen();
            PrintWriter out = spec.commandLine().getOut();
            if (!chosen.contains(Method.NEIGHBOURS) && examples == 0) {
                ExplanationFiles files = new ExplanationFiles(explainer, output, wishes(chosen), Optional.empty(), out);
                return explain(found.iterator(), explainer, Optional.empty(), files);
            }
            Pictures pictures = pictures(explainer);
            try (OpenPictures open =
                    pictures.open(saved.block().summary().input(), asked.model().shorterSide(saved))) {
                Optional<ImageSource> among =
                        chosen.contains(Method.NEIGHBOURS) ? Optional.of(open.train()) : Optional.empty();
                ExplanationFiles files = new ExplanationFiles(explainer, output, wishes(chosen), among, out);
                Optional<ImageSource> shown = examples > 0 ? Optional.of(open.validation()) : Optional.empty();
                return explain(found.iterator(), explainer, shown, files);
            }
        }
    }

    private void requireAtLeastOne(String option, int value) {
        if (value < 1) {
            throw new ParameterException(spec.commandLine(), option + " must be at least 1, not " + value);
        }
    }

    private Explainer explainer(SavedModel saved) {
        Explainer explainer = Explainer.of(saved.block(), saved.classes())
                .thresholds(saved.thresholds())
                .shorterSide(asked.model().shorterSide(saved));
        try {
            if (row != null) {
                explainer.row(row);
            }
            if (square != null) {
                explainer.square(square);
            }
            return explainer;
        } catch (RuntimeException e) {
            explainer.close();
            throw e;
        }
    }

    private Stream<Found> find() throws IOException {
        if (!asked.namesPictures() && examples > 0) {
            return Stream.empty();
        }
        try {
            return asked.pictures().find(System.in);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private Set<Method> chosen() {
        if (!methods.isEmpty()) {
            return EnumSet.copyOf(methods);
        }
        return maps ? EnumSet.noneOf(Method.class) : EnumSet.of(Method.GRADCAM);
    }

    private ExplanationFiles.Wishes wishes(Set<Method> chosen) {
        return new ExplanationFiles.Wishes(chosen, classes, neighbours, maps ? channels : 0);
    }

    private Pictures pictures(Explainer explainer) throws IOException {
        Pictures pictures = data.pictures();
        if (!data.areGiven() && !pictures.classes().equals(explainer.classes())) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Which pictures? Add --data with those that the network was trained on: the drawn shapes, which are"
                            + " taken otherwise, have other classes");
        }
        return pictures;
    }

    private int explain(Iterator<Found> found, Explainer explainer, Optional<ImageSource> shown, ExplanationFiles files)
            throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        int all = 0;
        int failed = 0;
        while (found.hasNext()) {
            Found one = found.next();
            all++;
            SeenPicture seen;
            try {
                seen = one.read(explainer::see, explainer::see);
            } catch (IOException e) {
                failed++;
                err.println(Main.message(e));
                continue;
            }
            files.add(one.name(), seen);
            if (Thread.interrupted()) {
                return Main.INTERRUPTED;
            }
        }
        if (shown.isPresent()) {
            ImageSource images = shown.get();
            for (int image : Examples.ofEachClass(images, examples)) {
                String is = images.label(image) < 0 ? "none" : images.classes().get(images.label(image));
                files.add(is + " " + image, explainer.see(images.read(image)));
            }
        }
        files.finish();
        if (failed > 0) {
            err.println(failed + " of " + all + " pictures are not explained");
        }
        return failed == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
