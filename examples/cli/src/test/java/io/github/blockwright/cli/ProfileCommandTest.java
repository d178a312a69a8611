package io.github.blockwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        return Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
    }

    @Test
    void aProfileIsATableAFileAndAFootingForPredictions() throws IOException {
        String file = folder.resolve("costs.csv").toString();
        assertThat(run("profile", "ShapesNet", "CifarMobileNetV3Small", "--rounds", "3", "-o", file))
                .as(err.toString())
                .isZero();
        assertThat(out.toString())
                .contains("ShapesNet, one picture: ", "CifarMobileNetV3Small, one picture: ")
                .containsPattern("total +\\d")
                .endsWith("written to " + file + System.lineSeparator());
        assertThat(Files.readAllLines(Path.of(file)).get(1)).startsWith("ShapesNet,stem,");

        assertThat(run("profile", "CifarMobileNetV2", "--predict", file, "--json"))
                .as(err.toString())
                .isZero();
        JsonObject predicted = JsonParser.parseString(out.toString())
                .getAsJsonObject()
                .getAsJsonArray("predictions")
                .get(0)
                .getAsJsonObject();
        assertThat(predicted.keySet()).containsExactly("network", "blockMilliseconds", "servingMilliseconds");
        assertThat(predicted.get("blockMilliseconds").getAsDouble()).isPositive();
    }

    @Test
    void whatDoesNotGoTogetherIsToldBeforeAnythingStarts() {
        assertThat(run("profile", "ShapesNet", "--rounds", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("--rounds must be 1 to 100000, not 0");
        assertThat(run("profile", "ShapesNet", "--predict", "a.csv", "--output", "b.csv"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--output is for what is measured: leave out either it or --predict");
        for (String command : List.of("train", "transfer")) {
            assertThat(run(command, "ShapesNet", "--data", "nowhere", "--beside", "runs/other"))
                    .isEqualTo(2);
            assertThat(err.toString()).contains("--beside names runs to show in the dashboard: add --dashboard");
        }
        assertThat(run("dashboard", folder.toString())).isEqualTo(1);
        assertThat(err.toString())
                .contains(folder + " has no run.json, so it is no run directory: name one that a training wrote");
        assertThat(run("dashboard", folder.toString(), "--port", "70000")).isEqualTo(2);
        assertThat(err.toString()).contains("--port must be 1 to 65535, not 70000");
    }

    @Test
    void aTrainingIsFollowedAndWrittenDownForTensorBoardAndItsRunKeepsAProfile() {
        String run = folder.resolve("run").toString();
        String[] train = {
            "train", "ShapesNet", "--limit", "64", "--epochs", "1", "--output", run, "--tensorboard", "--dashboard"
        };
        assertThat(run(train)).as(err.toString()).isZero();
        assertThat(out.toString()).containsPattern("dashboard: http://127\\.0\\.0\\.1:\\d+/[\\w-]{24}/");
        assertThat(Path.of(run, "tensorboard", "train")).isDirectoryContaining("glob:**events.out.tfevents.*");
        assertThat(Path.of(run, "tensorboard", "validation")).isDirectoryContaining("glob:**events.out.tfevents.*");

        assertThat(run("profile", run, "--rounds", "2", "--json"))
                .as(err.toString())
                .isZero();
        JsonArray profiles =
                JsonParser.parseString(out.toString()).getAsJsonObject().getAsJsonArray("profiles");
        assertThat(profiles.get(0).getAsJsonObject().keySet())
                .containsExactly("network", "machine", "rows", "blockMilliseconds", "servingMilliseconds");
        assertThat(Path.of(run, "profile.csv")).isNotEmptyFile();
        assertThat(run("report", run)).isZero();
        assertThat(Path.of(run, "report.html")).content().contains("served, ms");
    }
}
