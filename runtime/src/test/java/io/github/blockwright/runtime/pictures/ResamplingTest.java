package io.github.blockwright.runtime.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures of noise beside what Pillow makes of them; {@code src/test/python/resampling.py} writes that. */
class ResamplingTest {
    private static final HexFormat HEX = HexFormat.of();

    static List<String> recorded() throws IOException {
        try (InputStream in = ResamplingTest.class.getResourceAsStream("/pictures/resampled.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void everyByteIsAtMostALevelFromWhatPillowMakesOfIt(String line) {
        assertThat(largestDifference(line)).isLessThanOrEqualTo(1);
    }

    @Tag("interop")
    @ParameterizedTest
    @ValueSource(strings = {"pillow", "torchvision"})
    void sizesByChanceAreScaledAsByPillowAndTorchvision(String library) throws Exception {
        long seed = Long.getLong("blockwright.seed", 1);
        Random random = new Random(seed);
        String sizes = IntStream.range(0, 200).mapToObj(i -> sizes(random)).collect(Collectors.joining(","));
        List<String> lines = python("--sizes", sizes, "--" + library);
        assertThat(lines).hasSize(200);
        for (String line : lines) {
            assertThat(largestDifference(line))
                    .as("-Dblockwright.seed=%d: %s", seed, line)
                    .isLessThanOrEqualTo(1);
        }
    }

    private static String sizes(Random random) {
        int out = 1 + random.nextInt(9);
        int box = out + random.nextInt(5);
        return String.format(
                "%d %d %d %d %d %d %d",
                1 + random.nextInt(random.nextBoolean() ? 9 : 300),
                1 + random.nextInt(random.nextBoolean() ? 9 : 300),
                random.nextBoolean() ? 3 : 1,
                box,
                box,
                out,
                1 + random.nextInt(out));
    }

    private static List<String> python(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(System.getProperty("blockwright.python", "python3"), "src/test/python/resampling.py"));
        command.addAll(Arrays.asList(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        assumeThat(process.waitFor())
                .as("Python with NumPy, Pillow and torchvision is needed: pass -Dblockwright.python=...")
                .isZero();
        return output.lines().toList();
    }

    private static int largestDifference(String line) {
        String[] words = line.split(" ");
        int[] sizes = Arrays.stream(words).limit(7).mapToInt(Integer::parseInt).toArray();
        byte[] expected = HEX.parseHex(words[7]);
        int channels = sizes[2];
        Picture picture = new Picture(sizes[0], sizes[1], channels, noise(sizes[0] * sizes[1] * channels));
        byte[] found = sizes[3] == sizes[5] && sizes[4] == sizes[6]
                ? Images.fit(picture, sizes[5], sizes[6], channels, Images.Fit.CROP)
                : Images.middle(picture, sizes[3], sizes[5], sizes[6], channels);
        assertThat(found).hasSameSizeAs(expected);
        return IntStream.range(0, found.length)
                .map(i -> Math.abs((found[i] & 0xff) - (expected[i] & 0xff)))
                .max()
                .orElse(0);
    }

    private static byte[] noise(int samples) {
        byte[] noise = new byte[samples];
        for (long i = 0; i < samples; i++) {
            noise[(int) i] = (byte) ((i * i * 7919 + i * 104729) >> 7);
        }
        return noise;
    }

    @Test
    void aPictureOfMillionsOfColumnsTakesNoMemoryForWhatIsCutOff() {
        Picture sliver = new Picture(1, 4_000_000, 1, new byte[4_000_000]);
        // Scaled as a whole it would have 200 billion pixels.
        assertThat(Images.fit(sliver, 224, 224, 1, Images.Fit.CROP)).hasSize(224 * 224);
    }
}
