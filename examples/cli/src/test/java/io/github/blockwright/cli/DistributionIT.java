package io.github.blockwright.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.blockwright.cli.Distribution.Outcome;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.data.Shapes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packed command, unpacked into a folder with a space in its name and started from another one. */
@DisabledOnOs(OS.WINDOWS)
class DistributionIT {
    private static final String VERSION = "blockwright [0-9.]+(-SNAPSHOT)?\\n";

    @TempDir
    private static Path folder;

    private static Distribution distribution;
    private static Path home;

    @BeforeAll
    static void unpack() throws IOException {
        distribution = Distribution.in(folder);
        home = distribution.home();
    }

    @Test
    void startsThroughALinkFromAnotherFolder() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link to it"), home.resolve("bin/blockwright"));
        Path relative = Files.createSymbolicLink(folder.resolve("bw"), Path.of("link to it"));
        Outcome version = distribution.run(Map.of(), link.toString(), "--version");
        assertThat(version.out()).matches(VERSION);
        assertThat(version.code()).isZero();
        Outcome summary = distribution.run(Map.of("LC_ALL", "C"), relative.toString(), "summary", "CifarMobileNetV2");
        assertThat(summary.err()).isEmpty();
        assertThat(summary.out())
                .startsWith("CifarMobileNetV2, input 3 × 32 × 32\n")
                .contains("stage6  InvertedResidual 3×3 / 2, t = 6, n = 3");
        assertThat(summary.code()).isZero();
    }

    @Test
    void passesOptionsArgumentsAndExitCodesOn() throws Exception {
        String script = home.resolve("bin/blockwright").toString();
        Outcome wrong = distribution.run(Map.of(), script, "summary", "no such * network");
        assertThat(wrong.err()).contains("There is no network no such * network");
        assertThat(wrong.code()).isEqualTo(1);
        assertThat(distribution.run(Map.of(), script, "nonsense").code()).isEqualTo(2);
        Map<String, String> options =
                Map.of("BLOCKWRIGHT_OPTS", "-XX:+PrintCommandLineFlags", "JAVA_OPTS", "-Xmx123m -Xms9m");
        assertThat(distribution.run(options, script, "--version").out())
                .contains("MaxHeapSize=128974848", "InitialHeapSize=9437184")
                .containsPattern(VERSION);
    }

    @Test
    void saysWhichJavaIsNeeded() throws Exception {
        String script = home.resolve("bin/blockwright").toString();
        Path old = folder.resolve("old");
        Files.createDirectories(old.resolve("bin"));
        Path java = Files.writeString(old.resolve("bin/java"), "#!/bin/sh\necho 'java version \"1.8.0_292\"' >&2\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Outcome tooOld = distribution.run(Map.of("JAVA_HOME", old.toString()), script, "--version");
        assertThat(tooOld.err()).startsWith("blockwright: " + java + " is Java 8, but 17 or newer is needed");
        assertThat(tooOld.code()).isEqualTo(1);
        Outcome none = distribution.run(Map.of("JAVA_HOME", folder.toString()), script, "--version");
        assertThat(none.err()).contains("JAVA_HOME is " + folder + ", but there is no bin/java in it");
        assertThat(none.code()).isEqualTo(1);
    }

    /** Each jar that is shipped is the one that somebody looked at: its check sum is kept beside the tests. */
    @Test
    void theLibrariesAreThoseThatWereLookedAt() throws Exception {
        Map<String, String> known = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("src", "it", "libraries.sha256"))) {
            known.put(line.substring(66), line.substring(0, 64));
        }
        Map<String, String> shipped = new TreeMap<>();
        try (var libraries = Files.list(home.resolve("lib"))) {
            for (Path library : libraries.toList()) {
                String name = library.getFileName().toString();
                // Ours, and the natives of other platforms, which have a line when somebody has built there.
                if (!name.startsWith("blockwright-")
                        && (known.containsKey(name) || !name.startsWith("pytorch-native-"))) {
                    MessageDigest digest = MessageDigest.getInstance("SHA-256");
                    shipped.put(name, HexFormat.of().formatHex(digest.digest(Files.readAllBytes(library))));
                }
            }
        }
        known.keySet().removeIf(name -> name.startsWith("pytorch-native-") && !shipped.containsKey(name));
        assertThat(shipped)
                .as(
                        "after a look at what changed: cd %s/lib && sha256sum [!b]*.jar > .../src/it/libraries.sha256",
                        home)
                .isEqualTo(known);
    }

    @Test
    void theShellUnderstandsItsCompletion() throws Exception {
        Outcome script =
                distribution.run(Map.of(), home.resolve("bin/blockwright").toString(), "completion");
        Path file = Files.writeString(folder.resolve("completion.sh"), script.out());
        Outcome checked =
                distribution.run(Map.of(), "sh", "-c", "command -v bash >/dev/null || exit 0; bash -n '" + file + "'");
        assertThat(checked.code()).as(checked.err()).isZero();
        Outcome installed = distribution.run(
                Map.of("BASH_COMPLETION_USER_DIR", folder.resolve("bash").toString()),
                home.resolve("bin/blockwright").toString(),
                "completion",
                "--install");
        assertThat(installed.code()).as(installed.err()).isZero();
        assertThat(folder.resolve("bash/completions/blockwright")).hasSameTextualContentAs(file);
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143, 2", "INT, 130, 2", "HUP, 129, 2", "INT, 130, 1"})
    void aTrainingThatIsStoppedWritesSaysHowItGoesOnAndExitsAsAShellExpects(String signal, int code, int lines)
            throws Exception {
        assumeFalse(
                isIgnored(code - 128),
                "SIG" + signal + " is ignored here, as shells and nohup have it for what runs in the background");
        Path runs = folder.resolve("stopped by " + signal + " at " + lines);
        Path log = folder.resolve("stopped.txt");
        Process process = training(runs, log, "--epochs", "2000");
        // Its first line is written before the first step, the second after the first epoch.
        awaitLines(process, runs, lines);
        send(signal, process);
        assertThat(process.waitFor()).as(Files.readString(log)).isEqualTo(code);
        assertThat(Files.readString(log))
                .contains("stopping; the same again ends at once")
                .contains("The training stopped ")
                .contains("go on with: blockwright train ShapesNet --epochs 2000 --batch-size 8 --data ")
                .contains("'" + runs + "' --resume")
                .doesNotContain("Exception", "could not be made");
        assertThat(runs.resolve("report.html")).exists();
        if (lines > 1) {
            assertThat(runs.resolve("checkpoint.zip")).exists();
        }
    }

    private static Process training(Path runs, Path log, String... more) throws IOException {
        Path shapes = folder.resolve("shapes");
        if (!Files.exists(shapes)) {
            ImageDataset drawn = Shapes.generate(60, 1, 32);
            for (int i = 0; i < drawn.size(); i++) {
                Path of = Files.createDirectories(shapes.resolve("class" + drawn.label(i)));
                ImageIO.write(drawn.picture(i), "png", of.resolve(i + ".png").toFile());
            }
        }
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-jar",
                home.resolve("blockwright.jar").toString()));
        command.addAll(List.of("train", "ShapesNet"));
        command.addAll(List.of(more));
        command.addAll(List.of("--batch-size", "8", "--data", shapes.toString(), "--output", runs.toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private static void awaitLines(Process process, Path runs, int lines) throws IOException, InterruptedException {
        Path epochs = runs.resolve("log.csv");
        while (process.isAlive()
                && (!Files.exists(epochs) || Files.readAllLines(epochs).size() < lines)) {
            Thread.sleep(20);
        }
    }

    private static void send(String signal, Process process) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    @Test
    void aSecondSignalEndsAtOnceAndTheTrainingGoesOnAllTheSame() throws Exception {
        assumeFalse(isIgnored(15), "SIGTERM is ignored here");
        Path runs = folder.resolve("stopped twice");
        Path log = folder.resolve("stopped twice.txt");
        Process process = training(runs, log, "--epochs", "2000");
        awaitLines(process, runs, 3);
        // In one shell, for the first takes no longer than a step and a report to be obeyed.
        String pid = Long.toString(process.pid());
        new ProcessBuilder("sh", "-c", "kill -TERM " + pid + "; sleep 0.003; kill -TERM " + pid)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        assertThat(process.waitFor()).as(Files.readString(log)).isEqualTo(143);
        assertThat(Files.readString(log)).doesNotContain("Exception");
        int done = Files.readAllLines(runs.resolve("log.csv")).size() - 1;
        assertThat(runs.resolve("checkpoint.zip")).exists();
        Process resumed = training(runs, log, "--epochs", Integer.toString(done + 2), "--resume");
        assertThat(resumed.waitFor()).as(Files.readString(log)).isZero();
        assertThat(Files.readAllLines(runs.resolve("log.csv"))).hasSize(1 + done + 2);
        try (var files = Files.walk(runs)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.endsWith(".part") || name.startsWith(".saving"));
        }
    }

    /** Whether this process, and so what it starts, was started with a signal ignored. */
    private static boolean isIgnored(int number) throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> ((Long.parseUnsignedLong(line.substring(7).strip(), 16) >> (number - 1)) & 1) != 0);
    }

    @Test
    void theManifestNamesWhatIsBesideIt() throws IOException {
        try (JarFile jar = new JarFile(home.resolve("blockwright.jar").toFile())) {
            String classPath = jar.getManifest().getMainAttributes().getValue("Class-Path");
            List<String> files = new ArrayList<>();
            try (var libraries = Files.list(home.resolve("lib"))) {
                libraries.forEach(file -> files.add("lib/" + file.getFileName()));
            }
            assertThat(classPath.split(" ")).containsExactlyInAnyOrderElementsOf(files);
        }
    }
}
