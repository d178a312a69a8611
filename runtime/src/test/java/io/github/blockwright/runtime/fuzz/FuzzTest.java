package io.github.blockwright.runtime.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.OperatingSystemMXBean;
import io.github.blockwright.runtime.testing.ClassPath;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Coverage-guided fuzzing of every reader of bytes. The seeds, and what Jazzer has found, are read in every build; with {@code
 * mvn -Pnightly} it goes on from there, {@code -Dblockwright.fuzzSeconds=3600} for so long a reader.
 */
class FuzzTest {
    private static final int SECONDS = Integer.getInteger("blockwright.fuzzSeconds", 360);
    private static final int MUTATIONS = 30;
    private static final long MEGABYTES = 4000;

    @TempDir
    private Path folder;

    /** What was found ended in an error that was none; some damage of ours beside it. */
    @ParameterizedTest
    @EnumSource
    @Timeout(60)
    void seedsAndWhatWasFoundAreReadOrRefused(FuzzTarget target) throws IOException {
        for (byte[] seed : target.seeds()) {
            target.check(seed);
            SplittableRandom random = new SplittableRandom(1);
            for (int i = 0; i < MUTATIONS; i++) {
                byte[] damaged = seed.clone();
                int at = random.nextInt(damaged.length);
                int end = Math.min(damaged.length, at + 1 + random.nextInt(8));
                byte value = (byte) (i % 2 == 0 ? 0x7f : random.nextInt(256));
                Arrays.fill(damaged, at, end, value);
                target.check(damaged);
            }
        }
        for (byte[] input : found(target)) {
            target.check(input);
        }
    }

    /** Several processes at a time, each of which fuzzes one reader. */
    @Tag("fuzz")
    @TestFactory
    Stream<DynamicTest> jazzerFindsNothingElse() {
        Optional<String> jazzer = ClassPath.entries().stream()
                .filter(part -> part.contains("jazzer"))
                .findFirst();
        assumeTrue(jazzer.isPresent(), "Jazzer is on the class path with mvn -Pnightly alone");
        ExecutorService fuzzers = Executors.newFixedThreadPool(atATime());
        List<DynamicTest> tests = new ArrayList<>();
        for (FuzzTarget target : FuzzTarget.values()) {
            Future<?> fuzzed = fuzzers.submit(() -> {
                fuzz(target);
                return null;
            });
            tests.add(DynamicTest.dynamicTest(target.toString(), () -> fuzzed.get()));
        }
        fuzzers.shutdown();
        return tests.stream().onClose(fuzzers::shutdownNow);
    }

    /** As many as there are cores and memory for. */
    private static int atATime() {
        long memory =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        return (int) Math.max(1, Math.min(Runtime.getRuntime().availableProcessors(), memory / (MEGABYTES << 20)));
    }

    private void fuzz(FuzzTarget target) throws Exception {
        Path work = Files.createDirectories(Path.of("target/fuzz").toAbsolutePath());
        Path corpus = Files.createDirectories(work.resolve(target.name()));
        write(corpus, KeepFound.SEED, target.seeds());
        write(corpus, KeepFound.KEPT, found(target));
        Path temporary = Files.createDirectories(folder.resolve(target.name()));
        Path log = work.resolve(target + ".log");
        Process fuzzer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx700m",
                        "-Djava.awt.headless=true",
                        "-Djava.io.tmpdir=" + temporary,
                        "-Dblockwright.maxPixels=4000000",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                        "-D" + FuzzEntry.TARGET + "=" + target,
                        "-cp",
                        ClassPath.text(),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + FuzzEntry.class.getName(),
                        "--instrumentation_includes=io.github.blockwright.runtime.**:io.jhdf.**:org.apache.commons.**:"
                                + "com.google.gson.**:com.twelvemonkeys.**:ai.djl.ndarray.**",
                        "--reproducer_path=" + work,
                        "-artifact_prefix=" + work.resolve(target + "-"),
                        "-max_total_time=" + SECONDS,
                        "-timeout=20",
                        "-rss_limit_mb=" + MEGABYTES,
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

    private static void write(Path corpus, String name, List<byte[]> inputs) throws IOException {
        for (int i = 0; i < inputs.size(); i++) {
            Files.write(corpus.resolve(name + i), inputs.get(i));
        }
    }

    /** What was found, kept as an archive beside the other resources. */
    private static List<byte[]> found(FuzzTarget target) throws IOException {
        List<byte[]> inputs = new ArrayList<>();
        String name = "/fuzz/" + target.name().toLowerCase(Locale.ROOT) + ".zip";
        try (InputStream found = FuzzTest.class.getResourceAsStream(name)) {
            if (found != null) {
                ZipInputStream zip = new ZipInputStream(found);
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    inputs.add(zip.readAllBytes());
                }
            }
        }
        return inputs;
    }
}
