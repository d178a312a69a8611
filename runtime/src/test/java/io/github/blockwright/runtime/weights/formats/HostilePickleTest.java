package io.github.blockwright.runtime.weights.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

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

    /** Each leaves one value on the stack, which Python would make by running code. */
    private static Map<String, PickleProgram> harm() {
        Map<String, PickleProgram> harm = new LinkedHashMap<>();
        for (String name : new String[] {
            "posix system",
            "nt system",
            "builtins eval",
            "builtins exec",
            "__builtin__ getattr",
            "subprocess Popen",
            "torch load",
            "torch.hub load",
            "java.lang Runtime",
            "torch.FloatStorage.__class__ mro"
        }) {
            String module = beforeSpace(name);
            String function = name.substring(module.length() + 1);
            String qualified = name.replace(' ', '.');
            harm.put(qualified + " alone", program().name(module, function));
            harm.put(
                    qualified + " called",
                    program().name(module, function).text("touch harm").add(0x85, 'R'));
            harm.put(
                    qualified + " by text",
                    program()
                            .text(module)
                            .text(function)
                            .add(0x93)
                            .text("touch harm")
                            .add(0x85, 'R'));
        }
        harm.put("posix.system as class", program().add("(").text("touch harm").add("iposix\nsystem\n"));
        harm.put(
                "posix.system as object",
                program().add("(").name("posix", "system").text("touch harm").add("o"));
        harm.put(
                "posix.system as new",
                program().name("posix", "system").add(")").add(0x81).add("}b"));
        harm.put(
                "posix.system as newer",
                program().name("posix", "system").add(")}").add(0x92));
        harm.put(
                "collections.OrderedDict as new",
                program().name("collections", "OrderedDict").add(")").add(0x81));
        return harm;
    }

    private static String beforeSpace(String name) {
        return name.substring(0, name.indexOf(' '));
    }

    private static Stream<String> harms() {
        return harm().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("harms")
    void codeIsRefusedByItsNameWhereTheDictionaryOrAWeightShouldBe(String name) throws IOException {
        String qualified = "'" + beforeSpace(name) + "'";
        assertRefused(harm().get(name).add("."), "no dictionary but a " + qualified, "anything else can run code");

        PickleProgram weight = program().add("}(").text("weight");
        weight.tensor("0", 6, 0, SHAPE, STRIDES)
                .text("bias")
                .add(harm().get(name))
                .add("u.")
                .storage("0", 24);
        assertRefused(weight, "'bias' among the weights asks for " + qualified);
    }

    @ParameterizedTest
    @MethodSource("harms")
    void codeBesideTheWeightsIsPassedOver(String name) throws IOException {
        PickleProgram checkpoint = program().add("}(").text("args").add(harm().get(name));
        checkpoint
                .text("state_dict")
                .add("}(")
                .text("weight")
                .tensor("0", 6, 0, SHAPE, STRIDES)
                .add("uu.");
        Path file = checkpoint.storage("0", 24).write(folder.resolve("net.pth"));

        assertThat(WeightFiles.read(file).tensors()).containsOnlyKeys("weight");
    }

    @Test
    void whatIsPutIntoObjectsOfUnknownClassesIsLost() throws IOException {
        PickleProgram checkpoint = program()
                .add("}(")
                .text("state_dict")
                .name("easydict", "EasyDict")
                .add(")R(");
        checkpoint.text("weight").tensor("0", 6, 0, SHAPE, STRIDES).add("uu.").storage("0", 24);

        assertRefused(checkpoint, "'state_dict' ('easydict.EasyDict')");
    }

    @Test
    void instructionsThatStateDictionariesNeverNeedAreRefused() throws IOException {
        assertRefused(program().add(0x82, 1, '.'), "has the instruction 0x82");
        assertRefused(program().add("Pharm\n."), "has the instruction 0x50");
    }

    @Test
    void namesThatMeanSomethingCannotBeCalledWithSomethingElse() throws IOException {
        assertRefused(program().text("system").add(")R."), "calls a Text");
        assertRefused(
                program().name("torch", "FloatStorage").add(")R."), "calls torch.FloatStorage with other arguments");
        assertRefused(
                program().name("collections", "OrderedDict").text("a").add(0x85, 'R', '.'),
                "calls collections.OrderedDict with other arguments than PyTorch does: [Text]");
        assertRefused(
                program()
                        .name("collections", "OrderedDict")
                        .add("](")
                        .text("a")
                        .add("e")
                        .add(0x85, 'R', '.'),
                "makes a dictionary of something else than pairs");
        assertRefused(
                program().name("torch._utils", "_rebuild_tensor_v2").add(")R."),
                "_rebuild_tensor_v2 with other arguments");
        assertRefused(
                program().name("torch._utils", "_rebuild_tensor_v3").add(")R."),
                "_rebuild_tensor_v3 with other arguments");
        assertRefused(program().add(")Q."), "names a storage in another way");
        // A state for something that is no dictionary could set attributes.
        assertRefused(program().text("a").add("}b."), "needs a Dict where it has a Text");
        assertRefused(program().add("}").text("a").add("b."), "needs a Dict where it has a Text");
        assertRefused(program().text("a").add(")").add(0x81, '.'), "builds an object of a Text");
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
                "7 | 0 | 2, 3 | 3, 1 | '0' of 7 elements of 4 bytes, but the storage has 24 bytes",
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
        assertRefused(
                program().add(0x8b, 0xff, 0xff, 0xff, 0x7f, '.'), "needs 2147483647 more bytes, but only 1 are left");
        assertRefused(program().add(0x8a, 200, '.'), "needs 200 more bytes, but only 1 are left");
    }

    @Test
    void bombsAreDefused() throws IOException {
        // Each list holds the one before ten times: 10^2000 elements, were they ever counted.
        PickleProgram nested = program().add("]q").add(0);
        for (int i = 0; i < 2000; i++) {
            nested.add("](").add("h\u0000".repeat(10)).add("eq").add(0);
        }
        assertRefused(nested.add("."), "but a Sequence");

        // A dictionary of a list of pairs, made again and again.
        PickleProgram pairs =
                program().add("](").add("](NNe".repeat(10_000)).add("eq").add(0).add("0");
        for (int i = 0; i < 200; i++) {
            pairs.name("collections", "OrderedDict").add("h").add(0).add(0x85, 'R', '0');
        }
        assertRefused(
                pairs.add("}."),
                "makes dictionaries of more items than the limit of 1000000 (blockwright.limit.pickleItems)");

        PickleProgram deep = program();
        for (int i = 0; i < 200_000; i++) {
            deep.add(")").add(0x85);
        }
        assertRefused(deep.add("."), "but a Tuple");

        assertRefused(
                program().add("}".repeat(1_000_001)).add("."),
                "above the limit of 1000000 (blockwright.limit.pickleSteps)");
        assertRefused(program().add("(".repeat(100_000)).add("."), "takes a value from an empty stack");
        // A dictionary that contains itself.
        assertRefused(program().add("}q").add(0).text("model").add("h").add(0).add("s."), "keys 'model' (Dict)");
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
