package io.github.blockwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import io.github.blockwright.networks.MobileNetV3Small_050Block;
import io.github.blockwright.networks.Networks;
import io.github.blockwright.runtime.weights.Family;
import io.github.blockwright.runtime.weights.LoadReport;
import io.github.blockwright.runtime.weights.SavedModel;
import io.github.blockwright.runtime.weights.Weights;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands about the networks of the library and their weights. */
class WeightCommandsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private int run(String... arguments) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    @Test
    void networksListsAllByTheirCost() {
        assertThat(run("networks")).as(err.toString()).isZero();

        assertThat(out.toString().lines()).hasSize(Networks.all().size() + 1);
        assertThat(out.toString())
                .containsPattern(
                        "MobileNetV3Small +2,542,856 +56,510,400  224 × 224 × 3  torchvision, timm, timm_tf, keras");
        assertThat(out.toString().indexOf("MobileNetV3Small "))
                .isLessThan(out.toString().indexOf("MobileNetV3Large "));
    }

    @Test
    void networksAreListedForProgramsToo() {
        assertThat(run("networks", "--json")).as(err.toString()).isZero();

        JsonArray networks = JsonParser.parseString(out.toString()).getAsJsonArray();
        assertThat(networks).hasSize(Networks.all().size());
        assertThat(networks.get(0).getAsJsonObject().keySet())
                .containsExactly("network", "parameters", "multiplyAdds", "input", "weights");
    }

    @Test
    void aSavedModelConvertsToAnyFamilyAndFromOneToTheOther() throws IOException {
        MobileNetV3Small_050Block block = new MobileNetV3Small_050Block(3);
        try (NDManager manager = NDManager.newBaseManager()) {
            block.initialize(manager);
            SavedModel.save(block, List.of("a", "b", "c"), Map.of(), folder, "net");
        }
        String model = folder.resolve(SavedModel.fileName("net")).toString();
        String pth = folder.resolve("net.pth").toString();
        String timm = folder.resolve("net.safetensors").toString();

        assertThat(run("convert", model, pth)).as(err.toString()).isZero();
        assertThat(out.toString()).contains("under the names of TORCHVISION");
        assertThat(run("convert", pth, timm, "--network", "MobileNetV3Small_050", "--to", "timm"))
                .as(err.toString())
                .isZero();

        try (NDManager manager = NDManager.newBaseManager()) {
            LoadReport report = Weights.load(
                    new MobileNetV3Small_050Block(3),
                    Path.of(timm),
                    Optional.of(Family.TIMM),
                    Optional.empty(),
                    manager);
            assertThat(report.kept()).isEmpty();
        }
    }

    @Test
    void weightsAloneDoNotSayTheirNetwork() {
        assertThat(run("convert", folder.resolve("net.pth").toString(), "net.h5"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("Weights do not say their network: add --network");
    }
}
