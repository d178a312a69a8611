package io.github.blockwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.blockwright.networks.ShapesNetBlock;
import io.github.blockwright.runtime.report.ConfusionMatrix;
import io.github.blockwright.runtime.report.Evaluation;
import io.github.blockwright.runtime.report.LabelFigures;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fields that the guide promises, in their order. */
class FiguresTest {
    @TempDir
    private Path folder;

    private final StringWriter err = new StringWriter();

    private JsonObject json(String... arguments) {
        StringWriter out = new StringWriter();
        assertThat(Main.run(new PrintWriter(out), new PrintWriter(err), arguments))
                .as("%s", err)
                .isZero();
        return JsonParser.parseString(out.toString()).getAsJsonObject();
    }

    @Test
    void ofASummary() {
        JsonObject summary = json("summary", "ShapesNet", "--json");
        assertThat(summary.keySet())
                .containsExactly(
                        "network",
                        "task",
                        "input",
                        "rows",
                        "parameters",
                        "statistics",
                        "multiplyAdds",
                        "fingerprint",
                        "peakMemory",
                        "modelSize",
                        "bytesMoved",
                        "multiplyAddsPerByte");
        assertThat(summary.get("parameters").getAsLong()).isEqualTo(ShapesNetBlock.SUMMARY.parameters());
        assertThat(summary.getAsJsonArray("rows").get(0).toString())
                .isEqualTo("{\"row\":\"stem\",\"operator\":\"Conv 3×3 / 2\",\"output\":[16,16,16],\"parameters\":464,"
                        + "\"statistics\":32,\"multiplyAdds\":110592,"
                        + "\"peakMemory\":{\"float32\":28672,\"float16\":14336,\"int8\":7168},"
                        + "\"modelSize\":{\"float32\":1792,\"float16\":896,\"int8\":640},"
                        + "\"bytesMoved\":{\"float32\":30464,\"float16\":15232,\"int8\":7808},"
                        + "\"multiplyAddsPerByte\":3.63,\"receptiveField\":3,\"effectiveStride\":2,\"paddingReach\":1,"
                        + "\"shortcuts\":0}");
        JsonObject pooled = summary.getAsJsonArray("rows")
                .get(summary.getAsJsonArray("rows").size() - 1)
                .getAsJsonObject();
        assertThat(pooled.get("receptiveField").isJsonNull()).isTrue();
    }

    @Test
    void ofATrainingAnEvaluationAnExportAndAConversion() throws IOException {
        String run = folder.resolve("run").toString();
        JsonObject training = json(
                "train", "ShapesNet", "--limit", "64", "--epochs", "2", "--threads", "1", "--output", run, "--json");
        assertThat(training.keySet())
                .containsExactly("network", "engine", "directory", "recipe", "epochs", "bestEpoch", "seconds", "test");
        assertThat(training.getAsJsonArray("epochs")).hasSize(2);
        assertThat(training.getAsJsonArray("epochs").get(0).getAsJsonObject().keySet())
                .containsExactly(
                        "epoch",
                        "loss",
                        "accuracy",
                        "validationLoss",
                        "validationAccuracy",
                        "validationMap",
                        "objective",
                        "learningRate",
                        "seconds",
                        "millisPerStep",
                        "waitMillisPerStep");
        assertThat(err.toString()).contains("written to " + run);

        JsonObject evaluation = json("evaluate", run, "--limit", "64", "--json");
        assertThat(evaluation.keySet())
                .containsExactly(
                        "network",
                        "engine",
                        "part",
                        "images",
                        "loss",
                        "accuracy",
                        "topK",
                        "topKAccuracy",
                        "balancedAccuracy",
                        "macroF1",
                        "classes",
                        "confusion");
        assertThat(evaluation.get("part").getAsString()).isEqualTo("validation");

        JsonObject export = json(
                "export", run, "--json", "--output", folder.resolve("x.onnx").toString());
        assertThat(export.keySet()).containsExactly("file", "network", "opset", "bytes");
    }

    @Test
    void ofWhatIsNoNumber() {
        ConfusionMatrix confusion = new ConfusionMatrix(List.of("a", "b"), new long[][] {{1, 0}, {0, 0}});
        JsonObject json = Figures.of(new Evaluation(1, 0.5, 1, 2, 1, confusion));
        assertThat(json.getAsJsonArray("classes").get(1).toString())
                .isEqualTo("{\"class\":\"b\",\"precision\":null,\"recall\":null,\"f1\":0.0}");
        assertThat(json.getAsJsonArray("confusion").toString()).isEqualTo("[[1,0],[0,0]]");
    }

    @Test
    void ofSeveralLabels() {
        LabelFigures labels =
                new LabelFigures(List.of("a"), List.of(0.5), List.of(new LabelFigures.Figures(2, 1, 0, 0.75)));
        ConfusionMatrix confusion = new ConfusionMatrix(List.of("no", "yes"), new long[][] {{0, 0}, {1, 1}});
        JsonObject json = Figures.of(new Evaluation(2, 0.5, 0.5, 1, 1, confusion, Optional.of(labels)));
        assertThat(json.keySet()).endsWith("meanAveragePrecision", "macroF1", "microF1", "labels");
        assertThat(json.getAsJsonArray("labels").get(0).getAsJsonObject().keySet())
                .containsExactly("label", "images", "threshold", "precision", "recall", "f1", "averagePrecision");
    }
}
