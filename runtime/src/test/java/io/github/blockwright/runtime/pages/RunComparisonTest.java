package io.github.blockwright.runtime.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.profile.NetworkProfile;
import io.github.blockwright.runtime.profile.Operators;
import io.github.blockwright.runtime.profile.RowCost;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.recipe.Schedule;
import io.github.blockwright.runtime.records.RunRecord;
import io.github.blockwright.runtime.records.RunRecord.Row;
import io.github.blockwright.runtime.records.RunRecord.Status;
import io.github.blockwright.runtime.weights.RunDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunComparisonTest {
    private static final Pattern DATA =
            Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL);

    @TempDir
    private Path folder;

    /** A run of two epochs that came to an accuracy. */
    private Path run(String name, int seed, double learningRate, double accuracy, long multiplyAdds)
            throws IOException {
        Path run = folder.resolve(name);
        Files.createDirectories(run);
        InputSpec input = new InputSpec(8, 8, 3, 1, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));
        Recipe recipe = Recipe.builder()
                .epochs(2)
                .seed(seed)
                .schedule(new Schedule.WarmUpCosine(learningRate, 0.15))
                .build();
        new RunDescription(
                        RunDescription.CLASSIFICATION,
                        "TinyBlock",
                        "Tiny",
                        "tiny-" + multiplyAdds,
                        List.of("red", "green"),
                        input,
                        "last-0000.params",
                        "colours",
                        recipe.toJson())
                .write(run);
        new RunRecord(
                        Status.FINISHED,
                        "",
                        "2026-11-30T04:00:00Z",
                        10,
                        "blockwright train Tiny",
                        Map.of(),
                        Map.of(),
                        "",
                        List.of(new Row("stem", "Conv 3×3 / " + multiplyAdds, "(8, 4, 4)", 232, multiplyAdds)),
                        false,
                        Map.of("accuracy", accuracy, "milliseconds", multiplyAdds / 1e6))
                .write(run);
        Files.writeString(
                run.resolve("log.csv"),
                String.format(
                        Locale.ROOT,
                        "epoch,loss,accuracy,val_loss,val_accuracy,learning_rate,seconds,ms_per_step,wait_ms_per_step%n"
                                + "1,2.0,0.3,2.1,0.35,0.1,60,20,1%n2,1.5,0.5,1.6,%.3f,0.1,60,20,1%n",
                        accuracy));
        return run;
    }

    private JsonObject charts(RunComparison comparison) throws IOException {
        Path html = folder.resolve("compare.html");
        comparison.write(html);
        Matcher data = DATA.matcher(Files.readString(html));
        assertThat(data.find()).isTrue();
        return JsonParser.parseString(data.group(1)).getAsJsonObject().getAsJsonObject("charts");
    }

    private static List<String> labels(JsonObject chart) {
        return chart.getAsJsonArray("series").asList().stream()
                .map(series -> series.getAsJsonObject().get("label").getAsString())
                .toList();
    }

    @Test
    void runsOfOtherSeedsAreAGroupAndGroupsAreCompared() throws IOException {
        RunComparison comparison = RunComparison.of(List.of(
                run("slow-1", 1, 0.1, 0.912, 2_000_000),
                run("slow-2", 2, 0.1, 0.918, 2_000_000),
                run("fast-1", 1, 0.1, 0.826, 1_000_000),
                run("fast-2", 2, 0.1, 0.831, 1_000_000)));
        assertThat(comparison.toString().lines())
                .containsExactly(
                        "slow-1 and 1 more: 91.5\u00a0% ± 0.4\u00a0%, 232 parameters, 2.00 M multiply-adds, 2.00 ms",
                        "fast-1 and 1 more: 82.9\u00a0% ± 0.4\u00a0%, 232 parameters, 1.00 M multiply-adds, 1.00 ms",
                        "slow-1 and 1 more is 8.65 percentage points above fast-1 and 1 more (p = 0.00237, 2 and 2"
                                + " seeds): more than the seeds explain.");
    }

    @Test
    void curvesAreOfRunsAndCostsOfGroups() throws IOException {
        JsonObject charts = charts(RunComparison.of(List.of(
                run("slow-1", 1, 0.1, 0.912, 2_000_000),
                run("slow-2", 2, 0.1, 0.918, 2_000_000),
                run("fast", 1, 0.1, 0.826, 1_000_000))));
        assertThat(labels(charts.getAsJsonObject("accuracy"))).containsExactly("slow-1", "slow-2", "fast");
        JsonObject cost = charts.getAsJsonObject("multiplyAdds");
        assertThat(labels(cost)).containsExactly("slow-1 and 1 more", "fast");
        assertThat(cost.get("x").toString()).as("millions, the cheaper first").isEqualTo("[1,2]");
        JsonArray slow = cost.getAsJsonArray("series").get(0).getAsJsonObject().getAsJsonArray("values");
        assertThat(slow.get(0).isJsonNull()).isTrue();
        assertThat(slow.get(1).getAsDouble()).isEqualTo(0.915);
        assertThat(charts.has("served")).isFalse();
    }

    @Test
    void whatWasProfiledIsShownBesideWhatTheRunMeasured() throws IOException {
        Path slow = run("slow", 1, 0.1, 0.9, 2_000_000);
        Path fast = run("fast", 1, 0.1, 0.8, 1_000_000);
        RowCost cost = new RowCost(
                "stem", "Conv", "(8, 4, 4)", 232, 2_000_000, 4096, new Operators(0, 1, 0, 0, 1), 0.75, 0.125);
        NetworkProfile.write(
                List.of(new NetworkProfile("Tiny", "a machine", List.of(cost))), slow.resolve(NetworkProfile.FILE));
        RunComparison comparison = RunComparison.of(List.of(slow, fast));
        JsonObject served = charts(comparison).getAsJsonObject("served");
        assertThat(labels(served)).containsExactly("slow", "fast");
        assertThat(served.get("x").toString()).isEqualTo("[0.125]");
        assertThat(folder.resolve("compare.html"))
                .content()
                .contains("<th scope=\"col\">ms served</th>", "<td>0.13</td>");
        assertThat(Files.readString(RunReport.write(slow)))
                .contains("<th scope=\"col\">served, ms</th>", "<td>0.750</td><td>0.125</td></tr>", "on a machine: ");
        assertThat(Files.readString(RunReport.write(fast))).doesNotContain("served, ms");
    }

    @Test
    void differencesOfRecipeAndTableAreNamedAndTheSeedIsOne() throws IOException {
        Path html = folder.resolve("compare.html");
        RunComparison.of(List.of(run("a", 1, 0.1, 0.9, 2_000_000), run("b", 1, 0.2, 0.9, 1_000_000)))
                .write(html);
        assertThat(html)
                .content()
                .contains(
                        "<tr><th scope=\"row\">schedule.peak</th><td class=\"text\">0.1</td><td class=\"text\">0.2</td></tr>",
                        "<td class=\"text\">Conv 3×3 / 2000000 → (8, 4, 4)</td>")
                .containsPattern("<h3>Data</h3>\\s*<p class=\"quiet\">There are none.</p>");
    }

    @Test
    void oneRunOrNoneIsNotCompared() throws IOException {
        Path one = run("one", 1, 0.1, 0.9, 1_000_000);
        assertThatThrownBy(() -> RunComparison.of(List.of(one)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A comparison needs at least two runs, not 1");
        assertThatThrownBy(() -> RunComparison.of(List.of(one, folder.resolve("nothing"))))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining(folder.resolve("nothing").toString());
    }
}
