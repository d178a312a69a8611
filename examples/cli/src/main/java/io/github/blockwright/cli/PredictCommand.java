package io.github.blockwright.cli;

import ai.djl.modality.Classifications;
import io.github.blockwright.cli.PictureArguments.Found;
import io.github.blockwright.runtime.engine.EngineThreads;
import io.github.blockwright.runtime.serve.Classifier;
import io.github.blockwright.runtime.weights.SavedModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
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
        name = "predict",
        description =
                "Says what is in pictures, with probabilities. A picture that cannot be read is told, and the others"
                        + " go on.",
        mixinStandardHelpOptions = true)
final class PredictCommand implements Callable<Integer> {
    @Mixin
    private ModelAndPictures asked;

    @Mixin
    private EngineOptions engine;

    @Mixin
    private ServingOptions serving;

    @Option(names = "--top", paramLabel = "N", description = "How many classes to show; default ${DEFAULT-VALUE}.")
    private int top = 5;

    @Option(
            names = "--format",
            description =
                    "How answers are printed: TEXT; CSV (picture, rank, class, probability, error); or JSONL, a JSON"
                            + " object a line; default ${DEFAULT-VALUE}.")
    private Answers format = Answers.TEXT;

    @Option(names = "--json", description = "The same as --format jsonl.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    /** What came of a picture: classes, or the error. */
    private record Answer(String picture, Optional<Classifications> classes, Optional<String> error) {}

    /** The most probable classes, or of several labels those that the picture is given. */
    private List<Classifications.Classification> best(Classifications answer, Classifier classifier) {
        if (classifier.thresholds().isEmpty()) {
            return answer.topK(top);
        }
        List<String> given = classifier.labels(answer);
        List<Classifications.Classification> all =
                answer.topK(classifier.classes().size());
        return all.stream().filter(one -> given.contains(one.getClassName())).toList();
    }

    @Override
    public Integer call() throws IOException {
        if (json) {
            format = Answers.JSONL;
        }
        if (top < 1) {
            throw new ParameterException(spec.commandLine(), "--top must be at least 1, not " + top);
        }
        PictureArguments pictures = asked.pictures();
        try (Stream<Found> found = find(pictures)) {
            // One picture gets all cores; of many, each core works on another one, from the file to the answer.
            int atOnce = 1;
            if (pictures.isOne()) {
                engine.applyToOne();
            } else {
                atOnce = engine.applyToEach();
            }
            return predict(found, atOnce, pictures.isOne());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Main.INTERRUPTED;
        }
    }

    private Stream<Found> find(PictureArguments pictures) throws IOException {
        try {
            return pictures.find(System.in);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private int predict(Stream<Found> found, int atOnce, boolean isOne) throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Count count = new Count();
        try (SavedModel saved = asked.model().openToServe();
                Classifier classifier = serving.open(
                        saved,
                        asked.model().shorterSide(saved),
                        isOne ? EngineThreads.count() : 1,
                        format == Answers.TEXT ? out : err)) {
            format.start(out);
            InOrder.run(found.iterator(), atOnce, one -> ask(one, classifier), answer -> {
                count.all++;
                answer.classes().ifPresent(classes -> format.print(out, answer.picture(), best(classes, classifier)));
                answer.error().ifPresent(error -> {
                    count.failed++;
                    format.printError(out, answer.picture(), error);
                    err.println(error);
                });
            });
        }
        if (count.failed > 0) {
            err.println(count.failed + " of " + count.all + " pictures have no answer");
        }
        return count.failed == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static final class Count {
        private int all;
        private int failed;
    }

    private static Answer ask(Found picture, Classifier classifier) {
        try {
            Classifications answer = picture.read(classifier::classify, classifier::classify);
            return new Answer(picture.name(), Optional.of(answer), Optional.empty());
        } catch (IOException e) {
            return new Answer(picture.name(), Optional.empty(), Optional.of(Main.message(e)));
        }
    }
}
