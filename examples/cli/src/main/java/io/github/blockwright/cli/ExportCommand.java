package io.github.blockwright.cli;

import com.google.gson.JsonObject;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.data.ImageSource;
import io.github.blockwright.runtime.data.OpenPictures;
import io.github.blockwright.runtime.export.Onnx;
import io.github.blockwright.runtime.weights.SavedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "export",
        description = "Writes a network as an ONNX model, which runs without Java too.",
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
    private static final int CALIBRATION = 256;

    @Mixin
    private ModelArgument model;

    @Mixin
    private EngineOptions engine;

    @Mixin
    private DataOptions data;

    @Option(names = "--output", paramLabel = "FILE", description = "The file to write; default NETWORK.onnx.")
    private Path output;

    @Option(
            names = "--preprocessing",
            description =
                    "Put resizing, cropping, the table's preprocessing and probabilities into the model: decoded pictures of any"
                            + " size in, uint8 (batch, height, width, channels); probabilities out.")
    private boolean preprocessing;

    @Option(
            names = "--keep-batchnorm",
            description = "Keep batch normalisation instead of folding it into the convolutions.")
    private boolean keepBatchNorm;

    @Option(
            names = "--int8",
            description =
                    "Quantise to int8, calibrated on " + CALIBRATION + " training images of --data, which it needs.")
    private boolean int8;

    @Option(
            names = "--licence",
            paramLabel = "TEXT",
            description = "The licence of the weights for the model's metadata, such as Apache-2.0.")
    private String licence;

    @Mixin
    private OutputOptions report;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        checkOptions();
        data.check();
        engine.apply();
        try (SavedModel saved = model.open()) {
            String name = saved.block().summary().name();
            Path file = output == null ? Path.of(name + ".onnx") : output;
            Onnx onnx = onnx(saved);
            if (int8) {
                // They are read while it is written.
                InputSpec input = saved.block().summary().input();
                try (OpenPictures pictures = data.pictures().open(input, model.shorterSide(saved))) {
                    ImageSource images = calibration(saved, pictures.train());
                    report.text().println("calibrating on " + images.size() + " images");
                    onnx.int8(images).write(file);
                }
            } else {
                onnx.write(file);
            }
            if (!report.isJson()) {
                report.text()
                        .println(String.format(
                                Locale.ROOT,
                                "written to %s: %s, opset %d, %,d bytes",
                                file,
                                name,
                                Onnx.OPSET,
                                Files.size(file)));
            }
            JsonObject json = new JsonObject();
            json.addProperty("file", file.toString());
            json.addProperty("network", name);
            json.addProperty("opset", Onnx.OPSET);
            json.addProperty("bytes", Files.size(file));
            report.print(json);
        }
        return 0;
    }

    private Onnx onnx(SavedModel saved) {
        Onnx onnx = Onnx.of(saved.block()).labels(saved.classes()).thresholds(saved.thresholds());
        if (preprocessing) {
            onnx.preprocessing();
            if (model.shorterSide(saved) > 0) {
                onnx.shorterSide(model.shorterSide(saved));
            }
        }
        if (keepBatchNorm) {
            onnx.keepBatchNorm();
        }
        if (licence != null) {
            onnx.licence(licence);
        }
        return onnx;
    }

    private void checkOptions() {
        if (int8 && !data.areGiven()) {
            throw new ParameterException(
                    spec.commandLine(), "--int8 is calibrated on images like those to come: add --data");
        }
        if (!int8 && data.areGiven()) {
            throw new ParameterException(spec.commandLine(), "--data is for --int8: add it");
        }
        if (int8 && keepBatchNorm) {
            throw new ParameterException(
                    spec.commandLine(),
                    "There is no batch normalisation in int8: leave out either --keep-batchnorm or --int8");
        }
        if (output != null && Files.isDirectory(output)) {
            throw new IllegalArgumentException("--output " + output + " is a folder: name a file in it");
        }
    }

    /** Images from all over the training part: a folder's are in the order of their classes. */
    private ImageSource calibration(SavedModel saved, ImageSource train) {
        // What was trained elsewhere can be calibrated on any pictures.
        ImageSource images = model.isPublished() ? train : train.relabelled(saved.classes());
        int count = Math.min(CALIBRATION, images.size());
        return images.subset(IntStream.range(0, count)
                .map(i -> (int) ((long) i * images.size() / count))
                .toArray());
    }
}
