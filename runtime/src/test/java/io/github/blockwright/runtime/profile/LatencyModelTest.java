package io.github.blockwright.runtime.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blockwright.runtime.profile.LatencyModel.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatencyModelTest {
    private static final Offset<Double> ROUNDING = Offset.offset(1e-9);

    @TempDir
    private Path folder;

    private static RowCost row(SplittableRandom random, double perMillion, double perMegabyte, double perDepthwise) {
        long multiplyAdds = random.nextLong(100_000, 50_000_000);
        long bytes = random.nextLong(10_000, 5_000_000);
        Operators operators =
                new Operators(random.nextInt(5), random.nextInt(2), random.nextInt(4), 0, random.nextInt(6));
        double time =
                perMillion * multiplyAdds / 1e6 + perMegabyte * bytes / 1e6 + perDepthwise * operators.depthwise();
        return new RowCost(
                "row", "Conv, \"odd\"", "(8, 4, 4)", 12, multiplyAdds, bytes, operators, 2 * time, Math.max(0, time));
    }

    private static List<NetworkProfile> profiles(double perMillion, double perMegabyte, double perDepthwise) {
        SplittableRandom random = new SplittableRandom(1);
        return IntStream.range(0, 3)
                .mapToObj(network -> new NetworkProfile(
                        "Net" + network,
                        "a machine",
                        IntStream.range(0, 12)
                                .mapToObj(i -> row(random, perMillion, perMegabyte, perDepthwise))
                                .toList()))
                .toList();
    }

    @Test
    void costsThatAreASumAreFound() {
        List<NetworkProfile> profiles = profiles(0.1, 0.3, 0.02);
        LatencyModel model = LatencyModel.fit(profiles.subList(0, 2), Engine.SERVING);
        NetworkProfile unseen = profiles.get(2);
        assertThat(model.predict(unseen.rows())).isCloseTo(unseen.servingMilliseconds(), ROUNDING);
        assertThat(LatencyModel.fit(profiles, Engine.BLOCK).predict(unseen.rows()))
                .isCloseTo(2 * unseen.servingMilliseconds(), ROUNDING);
        assertThat(model.toString())
                .startsWith(
                        "100.0 µs for a million multiply-adds, 300.0 µs for a megabyte moved, 0.0 µs for a pointwise");
    }

    @Test
    void nothingCostsLessThanNothing() {
        LatencyModel model = LatencyModel.fit(profiles(0.2, 0.3, -0.01), Engine.SERVING);
        assertThat(model.toString())
                .contains(", 0.0 µs for a depthwise convolution,")
                .doesNotContain(" -");
    }

    @Test
    void fewRowsAreRefused() {
        NetworkProfile profile = profiles(0.1, 0.3, 0.02).get(0);
        List<NetworkProfile> few =
                List.of(new NetworkProfile("Net", "a machine", profile.rows().subList(0, 4)));
        assertThatThrownBy(() -> LatencyModel.fit(few, Engine.BLOCK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A model of latency is fitted to at least 7 measured rows, not 4: profile more networks, on"
                        + " this machine");
    }

    @Test
    void aFileGivesBackWhatWasWritten() throws IOException {
        Path file = folder.resolve("costs.csv");
        RowCost unmeasured = profiles(0.1, 0.3, 0.02).get(0).rows().get(0).measured(1.25, Double.NaN);
        List<NetworkProfile> written = List.of(
                new NetworkProfile("Net", "Linux amd64, 2 cores", List.of(unmeasured)),
                new NetworkProfile("Other", "Linux amd64, 2 cores", List.of(unmeasured, unmeasured.measured(2, 0.5))));
        NetworkProfile.write(written, file);
        assertThat(NetworkProfile.read(file)).isEqualTo(written);
        assertThat(written.get(1).toString()).isEqualTo("Other: 3.250 ms through the block, – ms served");
    }

    @Test
    void anotherFileIsToldWithWhatToDo() throws IOException {
        Path file = folder.resolve("log.csv");
        Files.writeString(file, "epoch,loss\n1,2.5\n");
        assertThatThrownBy(() -> NetworkProfile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + " is no table of rows' costs (")
                .hasMessageEndingWith("): write one with 'blockwright profile NETWORK --output FILE.csv'");
        Files.writeString(file, "network,row\n");
        assertThatThrownBy(() -> NetworkProfile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        file + " has no row's costs: write one with 'blockwright profile NETWORK --output FILE.csv'");
    }
}
