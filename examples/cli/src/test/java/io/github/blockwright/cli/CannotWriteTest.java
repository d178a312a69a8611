package io.github.blockwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import io.github.blockwright.lessons.transfer.EightShapes;
import io.github.blockwright.networks.CifarMobileNetV2Block;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.data.Shapes;
import io.github.blockwright.runtime.weights.SavedModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every command that writes, where it cannot: one error that names what it was about to write, what was there before is whole,
 * and nothing half-written is left.
 */
@DisabledOnOs(OS.WINDOWS)
class CannotWriteTest {
    private static final String BEFORE = "what was there before";

    /** What writes to a place of one's choosing; OUT is a file of this extension, or a folder. */
    private static final List<String> COMMANDS = List.of(
            "summary ShapesNet --diagram OUT.svg",
            "spiral --matrices 1 --output OUT.png",
            "data PHOTOS --contact-sheet OUT.html",
            "data PHOTOS --preview OUT.png",
            "train ShapesNet --data PHOTOS --epochs 1 --output FOLDER/preview-run --preview OUT.png",
            "evaluate RUN --limit 20 --part validation --picture OUT.png",
            "compare RUN RUN --output OUT.html",
            "profile ShapesNet --rounds 1 --output OUT.csv",
            "profile ShapesNet --rounds 1 --output OUT.json",
            "export RUN --output OUT.onnx",
            "convert MODEL OUT.safetensors",
            "convert MODEL OUT.pth",
            "convert MODEL OUT.h5",
            "convert MODEL OUT.weights.h5",
            "convert MODEL OUT.keras",
            "explain RUN PHOTO --output OUT",
            "init OUT --network ShapesNet --classes a,b",
            "train ShapesNet --data PHOTOS --epochs 1 --output OUT",
            "train ShapesNet --data PHOTOS --epochs 1 --find-learning-rate --output OUT",
            "transfer " + EightShapes.class.getName() + " --data PHOTOS --weights WEIGHTS --epochs 1 --output OUT");

    @TempDir
    private static Path folder;

    private static Path run;
    private static Path photos;

    private record Outcome(int code, String out, String err) {}

    @BeforeAll
    static void trainSomethingAndDrawPhotos() throws IOException {
        run = folder.resolve("run");
        Outcome trained = run("train ShapesNet --limit 20 --epochs 1 --output " + run);
        assertThat(trained.code).as(trained.err).isZero();
        try (NDManager manager = NDManager.newBaseManager()) {
            CifarMobileNetV2Block block = new CifarMobileNetV2Block();
            block.initialize(manager);
            SavedModel.save(block, Shapes.generate(1, 1).classes(), Map.of(), folder, "model");
        }
        photos = folder.resolve("photos");
        ImageDataset shapes = Shapes.generate(40, 7, 32);
        for (int i = 0; i < shapes.size(); i++) {
            Path of = Files.createDirectories(photos.resolve(i % 2 == 0 ? "even" : "odd"));
            ImageIO.write(shapes.picture(i), "png", of.resolve(i + ".png").toFile());
        }
        try (InputStream in = EightShapes.class.getResourceAsStream("eight-shapes-0000.params")) {
            Files.copy(in, folder.resolve("eight-shapes-0000.params"));
        }
    }

    private static Outcome run(String command) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(
                new PrintWriter(out),
                new PrintWriter(err),
                Arrays.stream(command.split(" "))
                        .map(word -> word.replace("PHOTOS", String.valueOf(photos))
                                .replace("PHOTO", photos + "/odd/1.png")
                                .replace("WEIGHTS", folder + "/eight-shapes-0000.params")
                                .replace("MODEL", folder + "/model-0000.params")
                                .replace("RUN", String.valueOf(run))
                                .replace("FOLDER", folder.toString()))
                        .toArray(String[]::new));
        return new Outcome(code, out.toString(), err.toString());
    }

    static Stream<String> commands() {
        return COMMANDS.stream();
    }

    static Stream<String> writingFiles() {
        return COMMANDS.stream().filter(command -> !extension(command).isEmpty());
    }

    private static String extension(String command) {
        return command.replaceFirst(".*OUT", "").replaceFirst(" .*", "");
    }

    /** Lets a command write to a place, without the extension, where it cannot. */
    private static void refused(String command, Path place) {
        Outcome outcome = run(command.replace("OUT", place.toString()));
        assertError(command, outcome, place.toString());
    }

    private static void assertError(String command, Outcome outcome, String named) {
        assertThat(outcome.err.lines())
                .as("%s: %s", command, outcome.err)
                .singleElement()
                .asString()
                .startsWith("error: ")
                .contains(named)
                .doesNotContain("with --stack-trace for details")
                .doesNotContain("Exception");
        assertThat(outcome.code).as("%s: %s", command, outcome.err).isEqualTo(1);
    }

    private static List<Path> below(Path disk) throws IOException {
        try (Stream<Path> all = Files.walk(disk)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aFileWhereAFolderHasToBe(String command) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), BEFORE);
        refused(command, file.resolve("deep/fresh"));
        assertThat(file).hasContent(BEFORE);
    }

    @ParameterizedTest
    @MethodSource("writingFiles")
    void aFolderWhereAFileHasToBe(String command) throws IOException {
        Path other = Files.createDirectories(folder.resolve("there" + extension(command)));
        Files.writeString(other.resolve("inside"), BEFORE);
        refused(command, folder.resolve("there"));
        assertThat(other.resolve("inside")).hasContent(BEFORE);
        assertThat(folder).isDirectoryNotContaining("glob:**/*.part");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aNameThatIsTooLong(String command) throws IOException {
        refused(command, Files.createDirectories(folder.resolve("short")).resolve("x".repeat(300)));
        assertThat(folder.resolve("short")).isEmptyDirectory();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aDiskThatIsReadOnly(String command) throws Exception {
        try (SmallDisk disk = new SmallDisk(folder.resolve("read-only"), 1)) {
            disk.makeReadOnly();
            refused(command, disk.path().resolve("fresh/deep"));
        }
    }

    /** Not a byte is free, where there is nothing yet and where there is something. */
    @ParameterizedTest
    @MethodSource("commands")
    void aDiskThatIsFull(String command) throws Exception {
        try (SmallDisk disk = new SmallDisk(folder.resolve("full"), 1)) {
            Path there = disk.path().resolve("there" + extension(command));
            if (!extension(command).isEmpty()) {
                Files.writeString(there, BEFORE);
            }
            disk.fill(0);
            List<Path> before = below(disk.path());
            refused(command, disk.path().resolve("fresh"));
            if (!extension(command).isEmpty()) {
                refused(command, disk.path().resolve("there"));
                assertThat(there).hasContent(BEFORE);
            }
            // A lock stays, which is empty.
            assertThat(below(disk.path()))
                    .filteredOn(path -> !path.endsWith(".lock"))
                    .isEqualTo(before);
        }
    }

    /** A run's files, whichever of them it is that does not fit; with room it goes on from where it was. */
    @Tag("long")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "train ShapesNet --limit 64 --epochs 2 --tensorboard --output ",
                "transfer io.github.blockwright.lessons.transfer.EightShapes --data PHOTOS --weights WEIGHTS --epochs 2 --output "
            })
    void aDiskThatFillsWhileARunIsWritten(String command) throws Exception {
        try (SmallDisk disk = new SmallDisk(folder.resolve("filling"), 32)) {
            Path whole = disk.path().resolve("whole");
            Outcome trained = run(command + whole);
            assertThat(trained.code).as(trained.err).isZero();
            long needed = 0;
            for (Path file : below(whole)) {
                needed += Files.size(file) + 4096;
            }
            int failed = 0;
            for (long left = 4096; left < needed; left += needed / 8) {
                Path part = disk.path().resolve("part-" + left);
                disk.fill(left);
                Outcome first = run(command + part);
                if (first.code != 0) {
                    failed++;
                    assertError(command, first, part.toString());
                }
                disk.empty();
                Outcome second = run(command + part + (first.code == 0 || !hasCheckpoint(part) ? "" : " --resume"));
                if (first.code != 0) {
                    assertThat(second.code).as(second.err).isZero();
                }
                assertThat(below(part))
                        .extracting(path -> part.relativize(path).toString().replaceAll("tfevents.*", "tfevents"))
                        .containsAll(below(whole).stream()
                                .map(path -> whole.relativize(path).toString().replaceAll("tfevents.*", "tfevents"))
                                .toList())
                        .noneMatch(name -> name.endsWith(".part") || name.contains(".saving"));
            }
            assertThat(failed).isGreaterThan(3);
        }
    }

    private static boolean hasCheckpoint(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.anyMatch(path -> path.getFileName().toString().startsWith("checkpoint"));
        }
    }

    /** What a command writes beside what it reads. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "report DISK/run",
                "calibrate DISK/run",
                "profile DISK/run --rounds 1",
                "export DISK/run --output DISK/net.onnx",
                "format DISK/Table.java"
            })
    void aDiskThatIsFullOrReadOnlyWhereThereIsSomethingAlready(String command) throws Exception {
        try (SmallDisk disk = new SmallDisk(folder.resolve("beside"), 4)) {
            for (Path file : below(run)) {
                Path copy = disk.path().resolve("run").resolve(run.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
            Files.writeString(disk.path().resolve("Table.java"), """
                    @Network(input = @Input(height = 8, width = 8))
                    record Table(
                    @Conv(filters = 8) NDArray a,
                    @GlobalAveragePool NDArray pooled) {}
                    """);
            disk.fill(0);
            List<Path> before = below(disk.path());
            byte[] table = Files.readAllBytes(disk.path().resolve("Table.java"));
            String here = command.replace("DISK", disk.path().toString());
            assertError(command, run(here), disk.path().toString());
            disk.empty();
            disk.makeReadOnly();
            assertError(command, run(here), disk.path().toString());
            assertThat(below(disk.path()))
                    .isEqualTo(before.stream()
                            .filter(path -> !path.endsWith("filler"))
                            .toList());
            assertThat(disk.path().resolve("Table.java")).hasBinaryContent(table);
        }
    }

    @Test
    void aDeviceIsNoFile() {
        Outcome outcome = run("summary ShapesNet --diagram /dev/full");
        assertThat(outcome.err)
                .isEqualToIgnoringNewLines("error: Cannot write /dev/full: it is a device and no file: choose another");
        assertThat(outcome.code).isEqualTo(1);
    }
}
