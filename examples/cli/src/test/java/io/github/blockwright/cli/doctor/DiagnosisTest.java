package io.github.blockwright.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiagnosisTest {
    @Test
    void thisMachineIsExaminedInEveryRespect() {
        JsonObject json = Doctor.examine(Map.of("version", "1")).toJson();
        assertThat(json.keySet())
                .containsExactly(
                        "blockwright",
                        "java",
                        "system",
                        "engine",
                        "pictures",
                        "disk",
                        "weights",
                        "downloads",
                        "problems");
        assertThat(json.getAsJsonObject("engine").get("name").getAsString()).isEqualTo("PyTorch");
        assertThat(json.getAsJsonObject("engine").get("convolutions").getAsString())
                .isEqualTo("right");
        assertThat(json.getAsJsonObject("system").get("memoryBytes").getAsLong())
                .isPositive();
        assertThat(json.getAsJsonObject("downloads").get("engine").getAsString())
                .startsWith("nothing");
    }

    @Test
    void thePageHasSizesInMegabytesAndTheProblemsAtItsEnd() {
        Diagnosis diagnosis = new Diagnosis(
                Map.of("system", Map.of("memoryBytes", 2_500_000_000L)), List.of("There are no fonts: install some"));
        assertThat(diagnosis.toString().lines())
                .containsExactly("system", "  memory             2,500 MB", "! There are no fonts: install some");
        assertThat(new Diagnosis(Map.of(), List.of())).hasToString("No problems were found.");
    }
}
