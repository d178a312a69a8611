package io.github.blockwright.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.blockwright.cli.Distribution.Outcome;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.data.Shapes;
import io.github.blockwright.runtime.weights.SavedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packed command where little is as usual: another locale, another Java, no display, no folder for what is temporary. */
@DisabledOnOs(OS.WINDOWS)
class SurroundingsIT {
    @TempDir
    private static Path folder;

    private static Distribution distribution;

    @BeforeAll
    static void unpack() throws IOException {
        distribution = Distribution.in(folder);
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
            distribution.home().resolve("blockwright.jar").toString()
        };
        // The script asks for a locale of UTF-8; Java alone under C reads the bytes of names as they are.
        for (String[] start : List.of(new String[] {distribution.script()}, java)) {
            Path runs = folder.resolve("runs " + start.length);
            List<String> command = new ArrayList<>(List.of(start));
            command.addAll(List.of(training));
            command.addAll(List.of("--output", runs.toString()));
            Outcome trained = distribution.run(Map.of("LC_ALL", "C"), command.toArray(String[]::new));
            assertThat(trained.code()).as(trained.err()).isZero();
            assertThat(Files.readString(runs.resolve("run.json"))).contains(classes);
            assertThat(SavedModel.classesOf(runs.resolve("last-0000.params")))
                    .containsExactlyInAnyOrderElementsOf(classes);
            if (start.length == 1) {
                assertThat(trained.out()).contains(classes);
            }
        }
    }

    /** No display behind its name, no home, a locale whose I is another letter. */
    @Test
    void surroundingsDoNotMatter() throws Exception {
        String script = distribution.script();
        String options = "-Duser.home=/proc/nowhere -Duser.language=tr -Duser.country=TR";
        Map<String, String> environment = Map.of("DISPLAY", ":77", "BLOCKWRIGHT_OPTS", options);
        String runs = folder.resolve("surrounded").toString();
        Outcome trained = distribution.run(
                environment, script, "train", "ShapesNet", "--limit", "20", "--epochs", "1", "--output", runs);
        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(Path.of(runs, "curve.png")).isNotEmptyFile();
        Outcome evaluated = distribution.run(
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
        assertThat(evaluated.code()).as(evaluated.err()).isZero();
        Outcome doctor = distribution.run(environment, script, "doctor");
        assertThat(doctor.code()).as(doctor.out()).isEqualTo(3);
        assertThat(doctor.out()).contains("! /proc/nowhere is not there");
    }

    /** No folder for temporary files, no font, one core or sixty-four, 64 MB for Java. */
    @Test
    void littleIsNeeded() throws Exception {
        String script = distribution.script();
        Path bare = folder.resolve("bare");
        Map<String, String> environment = Map.of(
                "BLOCKWRIGHT_OPTS",
                "-Djava.io.tmpdir=/proc/nowhere -XX:ActiveProcessorCount=64 -Xmx64m",
                "FONTCONFIG_FILE",
                "/dev/null");
        Outcome trained = distribution.run(
                environment,
                script,
                "train",
                "ShapesNet",
                "--limit",
                "20",
                "--epochs",
                "1",
                "--output",
                bare.toString());
        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(bare.resolve("curve.png")).isNotEmptyFile();
        assertThat(bare.resolve("report.html")).isNotEmptyFile();
        Path picture = folder.resolve("bare.png");
        ImageIO.write(Shapes.generate(1, 1, 32).picture(0), "png", picture.toFile());
        Outcome answered = predict(environment, bare, picture);
        assertThat(answered.code()).as(answered.err()).isZero();
        assertThat(answered.out()).contains("engine: PyTorch", "is unpacked into /proc/nowhere, cannot be loaded");

        Outcome oneCore = predict(Map.of("BLOCKWRIGHT_OPTS", "-XX:ActiveProcessorCount=1"), bare, picture);
        assertThat(oneCore.code()).as(oneCore.err()).isZero();
        assertThat(oneCore.err()).isEmpty();

        // ONNX Runtime answers by itself: DJL's engine need not even be there.
        Outcome alone = predict(Map.of("BLOCKWRIGHT_OPTS", "-Dai.djl.default_engine=none"), bare, picture);
        assertThat(alone.code()).as(alone.err()).isZero();
        assertThat(alone.out()).contains("engine: ONNX Runtime");

        // A part of the engine that cannot start on some machines would say so for each convolution.
        Outcome oneThread = predict(Map.of(), bare, picture, "--engine", "pytorch", "--threads", "1");
        assertThat(oneThread.code()).as(oneThread.err()).isZero();
        assertThat(oneThread.err()).isEmpty();
    }

    private static Outcome predict(Map<String, String> environment, Path run, Path picture, String... options)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(distribution.script(), "predict", run.toString(), picture.toString()));
        command.addAll(List.of(options));
        return distribution.run(environment, command.toArray(String[]::new));
    }

    /** Whichever thread it is that finds no memory, the command ends, and says why. */
    @ParameterizedTest
    @ValueSource(ints = {16, 40})
    void tooLittleMemoryIsASentence(int megabytes) throws Exception {
        Outcome trained = distribution.run(
                Map.of("BLOCKWRIGHT_OPTS", "-Xmx" + megabytes + "m"),
                distribution.script(),
                "train",
                "ShapesNet",
                "--epochs",
                "1",
                "--output",
                folder.resolve("too little " + megabytes).toString());
        assertThat(trained.code()).as(trained.err()).isEqualTo(1);
        assertThat(trained.err())
                .contains("error: There is not enough memory (")
                .doesNotContain("\tat ");
    }

    /** What newer versions of Java warn of is said in the manifest and the script. */
    @Test
    void newerJavaWarnsOfNothing() throws Exception {
        String newer = System.getProperty("blockwright.newerJava", "");
        assumeTrue(!newer.isEmpty(), "another Java is named by -Dblockwright.newerJava=FOLDER");
        Path runs = folder.resolve("newer");
        Map<String, String> environment = Map.of("JAVA_HOME", newer);
        String script = distribution.script();
        Outcome trained = distribution.run(
                environment,
                script,
                "train",
                "ShapesNet",
                "--limit",
                "20",
                "--epochs",
                "1",
                "--output",
                runs.toString());
        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(trained.err()).isEmpty();
        Path picture = folder.resolve("newer.png");
        ImageIO.write(Shapes.generate(1, 1, 32).picture(0), "png", picture.toFile());
        Outcome answered = distribution.run(environment, script, "predict", runs.toString(), picture.toString());
        assertThat(answered.code()).as(answered.err()).isZero();
        assertThat(answered.out()).contains("engine: ONNX Runtime");
        assertThat(answered.err()).isEmpty();
    }

    /** Under C, where Java itself reads ASCII alone. */
    @Test
    void aPictureOfAnyNameIsTakenAsAnArgument() throws Exception {
        Path picture = Files.createDirectories(folder.resolve("\u00c4pfel")).resolve("1.png");
        ImageIO.write(Shapes.generate(1, 1, 32).picture(0), "png", picture.toFile());
        Outcome missing = distribution.run(Map.of("LC_ALL", "C"), distribution.script(), "data", picture.toString());
        assertThat(missing.err()).contains("\u00c4pfel/1.png is a single file, and neither an archive");
        assertThat(missing.code()).isEqualTo(1);
    }
}
