package io.github.blockwright.runtime.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Coverage-guided fuzzing of every reader of weights. The seeds, and what Jazzer has found worth keeping, are read in every
 * build; with {@code mvn -Pnightly} it goes on from there, {@code -Dblockwright.fuzzSeconds=3600} for so long a format.
 */
class WeightFilesFuzzTest {
    private static final int SECONDS = Integer.getInteger("blockwright.fuzzSeconds", 60);

    @TempDir
    private Path folder;

    /** The formats, each with the fixtures that it starts from; not all have an archive of what was found. */
    enum Format {
        SAFETENSORS("pytorch.safetensors", "keras.safetensors", "pytorch-views.safetensors"),
        PYTORCH("pytorch.pth", "pytorch-protocol5.pth", "pytorch-checkpoint.pt", "pytorch-sparse.pth"),
        PYTORCH_LEGACY("pytorch-before-zip.pth", "pytorch-views-legacy.pth"),
        HDF5("keras.weights.h5", "keras2.h5", "keras-compressed.h5"),
        KERAS("keras-model.keras", "keras-unnamed.keras"),
        ONNX("onnx-folded.onnx", "onnx-named.onnx", "onnx-product.onnx", "onnx-scaled.onnx", "onnx-float8.onnx");

        // An unmodifiable list.

        @SuppressWarnings("ImmutableEnumChecker")

        private final List<String> seeds;

        Format(String... seeds) {
            this.seeds = List.of(seeds);
        }

        /** The archive of what was found, beside the fixtures. */
        String corpus() {
            return "fuzz-" + name().toLowerCase(Locale.ROOT) + ".zip";
        }
    }

    /** What was found ended in an error that was none, or reached code that nothing else did. */
    @ParameterizedTest
    @EnumSource
    void seedsAndWhatWasFoundAreReadOrRefused(Format format) throws IOException {
        for (byte[] input : inputs(format)) {
            WeightFilesFuzz.fuzzerTestOneInput(input);
        }
    }

    @Tag("fuzz")
    @ParameterizedTest
    @EnumSource
    void jazzerFindsNothingElse(Format format) throws Exception {
        Path corpus = Files.createDirectories(Path.of("target/fuzz").resolve(format.name()));
        int number = 0;
        for (byte[] input : inputs(format)) {
            Files.write(corpus.resolve("seed-" + number++), input);
        }
        Optional<String> jazzer =
                classPath().filter(part -> part.contains("jazzer")).findFirst();
        assumeTrue(jazzer.isPresent(), "Jazzer is on the class path with mvn -Pnightly alone");

        Path log = Path.of("target/fuzz").resolve(format.name() + ".log");
        Process fuzzer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx700m",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                        "-cp",
                        String.join(File.pathSeparator, classPath().toList()),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + WeightFilesFuzz.class.getName(),
                        "--instrumentation_includes=io.github.blockwright.runtime.weights.**:io.jhdf.**",
                        "--reproducer_path=" + folder,
                        "-artifact_prefix=" + corpus + "-",
                        "-max_total_time=" + SECONDS,
                        "-max_len=40000",
                        "-print_final_stats=1",
                        corpus.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(fuzzer.waitFor(SECONDS + 300L, TimeUnit.SECONDS)).isTrue();
        } finally {
            fuzzer.destroyForcibly();
        }

        assertThat(fuzzer.exitValue()).as("see " + log).isZero();
        assertThat(log).content().contains("stat::number_of_executed_units");
    }

    /** The seeds, and what was found from them. */
    private static List<byte[]> inputs(Format format) throws IOException {
        List<byte[]> inputs = new ArrayList<>();
        for (String seed : format.seeds) {
            inputs.add(Files.readAllBytes(WeightFixtures.path(seed)));
        }
        try (InputStream found = WeightFilesFuzzTest.class.getResourceAsStream("/weights/" + format.corpus())) {
            if (found != null) {
                ZipInputStream zip = new ZipInputStream(found);
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    inputs.add(zip.readAllBytes());
                }
            }
        }
        return inputs;
    }

    /** All that the tests run on, whether as modules or not. */
    private static Stream<String> classPath() {
        return Stream.of("surefire.test.class.path", "java.class.path", "jdk.module.path")
                .flatMap(name -> Stream.of(System.getProperty(name, "").split(File.pathSeparator, -1)))
                .filter(part -> !part.isEmpty())
                .distinct();
    }
}
