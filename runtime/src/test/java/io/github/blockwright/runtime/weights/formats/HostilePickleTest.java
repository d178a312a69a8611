package io.github.blockwright.runtime.weights.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class HostilePickleTest {
    private static final long[] SHAPE = {2, 3};
    private static final long[] STRIDES = {3, 1};

    @TempDir
    private Path folder;

    private static PickleProgram program() {
        return new PickleProgram();
    }

    private void assertRefused(PickleProgram program, String... messages) throws IOException {
        Path file = program.write(folder.resolve("net.pth"));
        assertThatThrownBy(() -> WeightFiles.read(file))
                .isInstanceOf(WeightFileException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContainingAll(messages);
    }

    @Test
    void aProgramOfTheSameInstructionsThatIsHonestIsRead() throws IOException {
        Path file = program()
                .add("}(")
                .text("weight")
                .tensor("0", 6, 0, SHAPE, STRIDES)
                .add("u.")
                .storage("0", 24)
                .write(folder.resolve("net.pth"));

        WeightFile read = WeightFiles.read(file);

        assertThat(read.tensors()).containsOnlyKeys("weight");
        assertThat(read.tensors().get("weight").toFloats()).hasSize(6).containsOnly(0);
    }

    @ParameterizedTest
    @CsvSource({
        "posix, system",
        "os, system",
        "nt, system",
        "builtins, eval",
        "builtins, exec",
        "__builtin__, getattr",
        "subprocess, Popen",
        "torch, load",
        "torch.hub, load",
        "torch._utils, _rebuild_tensor_v3",
        "collections, defaultdict",
        "java.lang, Runtime",
        "torch.FloatStorage.__class__, mro"
    })
    void codeIsRefusedByItsNameHoweverItIsCalled(String module, String name) throws IOException {
        String qualified = "'" + module + "." + name + "'";
        assertRefused(program().name(module, name).text("touch harm").add(0x85, 'R', '.'), "asks for " + qualified);
        assertRefused(
                program().text(module).text(name).add(0x93).text("touch harm").add(0x85, 'R', '.'),
                "asks for " + qualified,
                "anything else can run code");
    }

    @Test
    void everyOtherWayToBuildAnObjectIsRefused() throws IOException {
        assertRefused(program().add("(").text("touch harm").add("iposix\nsystem\n."), "builds an object of a class");
        assertRefused(program().add("(").name("collections", "OrderedDict").add("o."), "builds an object of a class");
        assertRefused(
                program().name("collections", "OrderedDict").add(")").add(0x81, '.'), "builds an object of a class");
        assertRefused(
                program().name("collections", "OrderedDict").add(")}").add(0x92, '.'), "builds an object of a class");
        assertRefused(program().add(0x82, 1, '.'), "has the instruction 0x82");
        assertRefused(program().add("Pharm\n."), "has the instruction 0x50");
    }

    @Test
    void allowedNamesCannotBeCalledWithSomethingElse() throws IOException {
        assertRefused(program().text("system").add(")R."), "needs a Name where it has a Text");
        assertRefused(
                program().name("torch", "FloatStorage").add(")R."), "calls torch.FloatStorage with other arguments");
        assertRefused(
                program().name("collections", "OrderedDict").text("a").add(0x85, 'R', '.'),
                "calls collections.OrderedDict with other arguments than PyTorch does: [Text]");
        assertRefused(
                program().name("torch._utils", "_rebuild_tensor_v2").add(")R."),
                "_rebuild_tensor_v2 with other arguments");
        assertRefused(program().add(")Q."), "names a storage in another way");
        // A state for something that is no dictionary could set attributes.
        assertRefused(program().text("a").add("}b."), "needs a Dict where it has a Text");
        assertRefused(program().add("}").text("a").add("b."), "needs a Dict where it has a Text");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "6 | 0 | 3, 3 | 3, 1 | shape [3, 3] has more elements than its storage",
                "6 | 1 | 2, 3 | 3, 1 | leaves its storage of 6 elements",
                "6 | -1 | 2, 3 | 3, 1 | leaves its storage",
                "6 | 0 | 2, 3 | -3, 1 | leaves its storage",
                "6 | 0 | 2, 3 | 9223372036854775807, 1 | leaves its storage",
                "6 | 0 | -2, 3 | 3, 1 | is impossible",
                "6 | 0 | 9223372036854775807, 3 | 0, 0 | is impossible",
                "6 | 0 | 1000000000, 1000000000 | 0, 0 | has more than",
                "6 | 0 | 2, 3 | 1 | does not go with strides",
                "7 | 0 | 2, 3 | 3, 1 | '0' of 7 elements of F32, but the storage has 24 bytes",
                "-1 | 0 | 2, 3 | 3, 1 | of -1 elements",
                "9223372036854775807 | 0 | 2, 3 | 3, 1 | of 9223372036854775807 elements"
            })
    void tensorsCannotLeaveTheirStorageOrBeLargerThanIt(
            long elements, long offset, String shape, String strides, String message) throws IOException {
        PickleProgram program = program().add("}(").text("weight");
        program.tensor("0", elements, offset, numbers(shape), numbers(strides))
                .add("u.")
                .storage("0", 24);

        assertRefused(program, "tensor 'weight' ", message);
    }

    @Test
    void storagesComeFromTheArchiveOnly() throws IOException {
        for (String key : new String[] {"1", "../data.pkl2", "/etc/passwd"}) {
            assertRefused(
                    program()
                            .add("}(")
                            .text("weight")
                            .tensor(key, 6, 0, SHAPE, STRIDES)
                            .add("u."),
                    "the archive has no entry 'net/data/" + key + "'");
        }
    }

    @Test
    void lengthsAreCheckedBeforeAnythingIsAllocated() throws IOException {
        assertRefused(
                program().add('X', 0xff, 0xff, 0xff, 0xff, '.'), "needs 4294967295 more bytes, but only 1 are left");
        assertRefused(program().add(0x8d, 0, 0, 0, 0, 0, 0, 0, 0x7f, '.'), "more bytes, but only 1 are left");
        assertRefused(program().add(0x8d, 0, 0, 0, 0, 0, 0, 0, 0xff, '.'), "more bytes, but only 1 are left");
        assertRefused(program().add(0x8b, 0xff, 0xff, 0xff, 0x7f, '.'), "has an integer of 2147483647 bytes");
        assertRefused(program().add(0x8a, 200, '.'), "has an integer of 200 bytes");
    }

    @Test
    void bombsAreDefused() throws IOException {
        // Each list holds the one before ten times: 10^2000 elements, were they ever counted.
        PickleProgram nested = program().add("]q").add(0);
        for (int i = 0; i < 2000; i++) {
            nested.add("](").add("h\u0000".repeat(10)).add("eq").add(0);
        }
        assertRefused(nested.add("."), "but a Sequence");

        PickleProgram deep = program();
        for (int i = 0; i < 200_000; i++) {
            deep.add(")").add(0x85);
        }
        assertRefused(deep.add("."), "but a Tuple");

        assertRefused(program().add("}".repeat(1_000_001)).add("."), "above 1000000 instructions");
        assertRefused(program().add("(".repeat(100_000)).add("."), "takes a value from an empty stack");
        // A dictionary that contains itself.
        assertRefused(program().add("}q").add(0).text("model").add("h").add(0).add("s."), "keys 'model'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "`` | needs 1 more bytes",
                "`.` | takes a value from an empty stack",
                "`t.` | goes back to a mark",
                "`hA.` | recalls value 65, which it never stored",
                "`}(Nu.` | has a key without a value",
                "`}(N0u0.` | takes a value from an empty stack",
                "`N.` | but a None",
                "`cposix` | needs 1 more bytes",
                "`]Na}b.` | needs a Dict where it has a Sequence"
            },
            quoteCharacter = '`')
    void pickledNonsenseIsOneError(String instructions, String message) throws IOException {
        assertRefused(program().add(instructions), message);
    }

    @Test
    void namesInMessagesAreShortAndPrintable() throws IOException {
        Path file =
                program().name("posix\u001b[2J", "s".repeat(100_000)).add(".").write(folder.resolve("net.pth"));

        assertThatThrownBy(() -> WeightFiles.read(file)).satisfies(e -> assertThat(e.getMessage())
                .contains("'posix?[2J.sss")
                .hasSizeLessThan(700)
                .doesNotContain("\u001b"));
    }

    @Test
    void bigEndianArchivesAreRefused() throws IOException {
        Map<String, byte[]> entries = Map.of(
                "net/data.pkl",
                new byte[] {(byte) 0x80, 2, '.'},
                "net/byteorder",
                "big".getBytes(StandardCharsets.UTF_8));
        Path file = PickleProgram.zip(folder.resolve("big.pth"), entries);

        assertThatThrownBy(() -> WeightFiles.read(file)).hasMessageContaining("its byte order is 'big', not 'little'");
    }

    @Test
    void compressedEntriesAreRefusedSinceTheyCouldBeBombs() throws IOException {
        Path file = folder.resolve("net.pth");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("net/data.pkl"));
            zip.write(new byte[1 << 20]);
        }

        assertThatThrownBy(() -> WeightFiles.read(file))
                .isInstanceOf(WeightFileException.class)
                .hasMessageContaining("entry 'net/data.pkl' is compressed")
                .hasMessageContaining("zip -0");
    }

    private static long[] numbers(String text) {
        return Arrays.stream(text.split(", ", -1)).mapToLong(Long::parseLong).toArray();
    }
}
