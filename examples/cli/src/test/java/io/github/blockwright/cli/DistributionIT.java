package io.github.blockwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.data.Shapes;
import io.github.blockwright.runtime.weights.SavedModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import javax.imageio.ImageIO;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
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

    private static final Path ZIP = Path.of("target", "blockwright-dist.zip");

    @TempDir
    private static Path folder;

    private static Path home;

    private record Outcome(int code, String out, String err) {}

    @BeforeAll
    static void unpack() throws IOException {
        Path tools = Files.createDirectories(folder.resolve("my tools"));
        try (ZipFile zip = ZipFile.builder().setPath(ZIP).get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                Path file = tools.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    try (InputStream content = zip.getInputStream(entry)) {
                        Files.copy(content, file);
                    }
                    boolean executable = (entry.getUnixMode() & 0100) != 0;
                    assertThat(file.toFile().setExecutable(executable)).isTrue();
                }
            }
        }
        try (var content = Files.list(tools)) {
            home = content.toList().get(0);
        }
    }

    @Test
    void startsThroughALinkFromAnotherFolder() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link to it"), home.resolve("bin/blockwright"));
        Path relative = Files.createSymbolicLink(folder.resolve("bw"), Path.of("link to it"));
        Outcome version = run(Map.of(), link.toString(), "--version");
        assertThat(version.out).matches(VERSION);
        assertThat(version.code).isZero();
        Outcome summary = run(Map.of("LC_ALL", "C"), relative.toString(), "summary", "CifarMobileNetV2");
        assertThat(summary.err).isEmpty();
        assertThat(summary.out)
                .startsWith("CifarMobileNetV2, input 3 × 32 × 32\n")
                .contains("stage6  InvertedResidual 3×3 / 2, t = 6, n = 3");
        assertThat(summary.code).isZero();
    }

    @Test
    void passesOptionsArgumentsAndExitCodesOn() throws Exception {
        String script = home.resolve("bin/blockwright").toString();
        Outcome wrong = run(Map.of(), script, "summary", "no such * network");
        assertThat(wrong.err).contains("There is no network no such * network");
        assertThat(wrong.code).isEqualTo(1);
        assertThat(run(Map.of(), script, "nonsense").code).isEqualTo(2);
        Map<String, String> options =
                Map.of("BLOCKWRIGHT_OPTS", "-XX:+PrintCommandLineFlags", "JAVA_OPTS", "-Xmx123m -Xms9m");
        assertThat(run(options, script, "--version").out)
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
        Outcome tooOld = run(Map.of("JAVA_HOME", old.toString()), script, "--version");
        assertThat(tooOld.err).startsWith("blockwright: " + java + " is Java 8, but 17 or newer is needed");
        assertThat(tooOld.code).isEqualTo(1);
        Outcome none = run(Map.of("JAVA_HOME", folder.toString()), script, "--version");
        assertThat(none.err).contains("JAVA_HOME is " + folder + ", but there is no bin/java in it");
        assertThat(none.code).isEqualTo(1);
    }

    @Test
    void classesInAnyScriptAreReadAndSavedUnderAnyLocale() throws Exception {
        List<String> classes = List.of(
                "Birnen",
                "a b",
                "c",
                "d",
                "e",
                "f",
                "g",
                "\u00c4pfel",
                "\u041a\u043e\u0448\u043a\u0430",
                "\u5317\u4eac");
        Path photos = folder.resolve("photos");
        ImageDataset shapes = Shapes.generate(60, 1, 32);
        for (int i = 0; i < shapes.size(); i++) {
            Path of = Files.createDirectories(photos.resolve(classes.get(i % classes.size())));
            ImageIO.write(shapes.picture(i), "png", of.resolve(i + ".png").toFile());
        }
        String[] training = {"train", "ShapesNet", "--epochs", "1", "--batch-size", "8", "--data", photos.toString()};
        String[] java = {
            System.getProperty("java.home") + "/bin/java",
            "-jar",
            home.resolve("blockwright.jar").toString()
        };
        // The script asks for a locale of UTF-8; Java alone under C reads the bytes of names as they are.
        for (String[] start :
                List.of(new String[] {home.resolve("bin/blockwright").toString()}, java)) {
            Path runs = folder.resolve("runs " + start.length);
            List<String> command = new ArrayList<>(List.of(start));
            command.addAll(List.of(training));
            command.addAll(List.of("--output", runs.toString()));
            Outcome trained = run(Map.of("LC_ALL", "C"), command.toArray(String[]::new));
            assertThat(trained.code).as(trained.err).isZero();
            assertThat(Files.readString(runs.resolve("run.json"))).contains(classes);
            assertThat(SavedModel.classesOf(runs.resolve("last-0000.params")))
                    .containsExactlyInAnyOrderElementsOf(classes);
            if (start.length == 1) {
                assertThat(trained.out).contains(classes);
            }
        }
    }

    /** No display behind its name, no home, a locale whose I is another letter. */
    @Test
    void surroundingsDoNotMatter() throws Exception {
        String script = home.resolve("bin/blockwright").toString();
        String options = "-Duser.home=/proc/nowhere -Duser.language=tr -Duser.country=TR";
        Map<String, String> environment = Map.of("DISPLAY", ":77", "BLOCKWRIGHT_OPTS", options);
        String runs = folder.resolve("surrounded").toString();
        Outcome trained =
                run(environment, script, "train", "ShapesNet", "--limit", "20", "--epochs", "1", "--output", runs);
        assertThat(trained.code).as(trained.err).isZero();
        assertThat(Path.of(runs, "curve.png")).isNotEmptyFile();
        Outcome evaluated = run(
                environment,
                script,
                "evaluate",
                runs,
                "--limit",
                "20",
                "--part",
                "validation",
                "--engine",
                "onnxruntime",
                "--picture",
                folder.resolve("confusion.png").toString());
        assertThat(evaluated.code).as(evaluated.err).isZero();
        Outcome doctor = run(environment, script, "doctor");
        assertThat(doctor.code).as(doctor.out).isEqualTo(3);
        assertThat(doctor.out).contains("! /proc/nowhere is not there");
    }

    @Test
    void theShellUnderstandsItsCompletion() throws Exception {
        Outcome script = run(Map.of(), home.resolve("bin/blockwright").toString(), "completion");
        Path file = Files.writeString(folder.resolve("completion.sh"), script.out);
        Outcome checked = run(Map.of(), "sh", "-c", "command -v bash >/dev/null || exit 0; bash -n '" + file + "'");
        assertThat(checked.code).as(checked.err).isZero();
        Outcome installed = run(
                Map.of("BASH_COMPLETION_USER_DIR", folder.resolve("bash").toString()),
                home.resolve("bin/blockwright").toString(),
                "completion",
                "--install");
        assertThat(installed.code).as(installed.err).isZero();
        assertThat(folder.resolve("bash/completions/blockwright")).hasSameTextualContentAs(file);
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143, 2", "INT, 130, 2", "HUP, 129, 2", "INT, 130, 1"})
    void aTrainingThatIsStoppedWritesSaysHowItGoesOnAndExitsAsAShellExpects(String signal, int code, int lines)
            throws Exception {
        Path shapes = folder.resolve("shapes");
        ImageDataset drawn = Shapes.generate(60, 1, 32);
        for (int i = 0; i < drawn.size(); i++) {
            Path of = Files.createDirectories(shapes.resolve("class" + drawn.label(i)));
            ImageIO.write(drawn.picture(i), "png", of.resolve(i + ".png").toFile());
        }
        Path runs = folder.resolve("stopped by " + signal + " at " + lines);
        Path log = folder.resolve("stopped.txt");
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-jar",
                home.resolve("blockwright.jar").toString()));
        command.addAll(List.of("train", "ShapesNet", "--epochs", "2000", "--batch-size", "8", "--data"));
        command.addAll(List.of(shapes.toString(), "--output", runs.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        // Its first line is written before the first step, the second after the first epoch.
        Path epochs = runs.resolve("log.csv");
        while (process.isAlive()
                && (!Files.exists(epochs) || Files.readAllLines(epochs).size() < lines)) {
            Thread.sleep(20);
        }
        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
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

    private static Outcome run(Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Files.createDirectories(folder.resolve("elsewhere")).toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JAVA_OPTS", "BLOCKWRIGHT_OPTS"));
        builder.environment().putAll(environment);
        builder.environment().putIfAbsent("JAVA_HOME", System.getProperty("java.home"));
        int code = builder.start().waitFor();
        return new Outcome(
                code, Files.readString(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
    }
}
