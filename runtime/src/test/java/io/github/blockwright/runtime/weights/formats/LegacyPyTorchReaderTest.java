package io.github.blockwright.runtime.weights.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What PyTorch 2 can no longer write, instruction by instruction; its own files are in {@link PyTorchReaderTest}. */
class LegacyPyTorchReaderTest {
    private static final long VERSION = 1001;
    private static final long[] SHAPE = {2};
    private static final long[] STRIDES = {1};

    @TempDir
    private Path folder;

    private static PickleProgram weight(long elements) {
        return new PickleProgram()
                .add("}(")
                .text("weight")
                .tensor("7", elements, 0, SHAPE, STRIDES)
                .add("u.");
    }

    private Path file(PickleProgram program) throws IOException {
        return program.writeLegacy(folder.resolve("net.pth"), VERSION);
    }

    private static void assertRefused(Path file, String message) {
        assertThatThrownBy(() -> WeightFiles.read(file))
                .isInstanceOf(WeightFileException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(message);
    }

    private static byte[] floats(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    @Test
    void aFileOfPython2IsRead() throws IOException {
        // OrderedDict([["weight", tensor]]), every text as bytes, the tensor as PyTorch 0.3 rebuilt it.
        PickleProgram program =
                new PickleProgram().name("collections", "OrderedDict").add("](](");
        program.text2("weight")
                .name("torch._utils", "_rebuild_tensor")
                .add("((")
                .text2("storage");
        program.name("torch", "FloatStorage")
                .text2("7")
                .text2("cuda:0")
                .number(3)
                .add("NtQ");
        program.number(1).add("(").number(2).add("t(").number(1).add("ttRee").add(0x85, 'R', '.');
        Path file = file(program.storage("7", floats(1, 2, 3)));

        assertThat(WeightFiles.read(file).tensors().get("weight").toFloats()).containsExactly(2, 3);
    }

    @Test
    void partsOfStoragesAreSeenFromTheirFirstElement() throws IOException {
        Path file = file(part(1, 3).storage("7", floats(1, 2, 3, 4)));

        assertThat(WeightFiles.read(file).tensors().get("weight").toFloats()).containsExactly(3, 4);
        assertRefused(file(part(2, 3).storage("7", floats(1, 2, 3, 4))), "a part of storage '7' that is not in it");
        assertRefused(file(part(-1, 3).storage("7", floats(1, 2, 3, 4))), "a part of storage '7' that is not in it");
        assertRefused(file(part(2, 2).storage("7", floats(1, 2, 3, 4))), "leaves its storage of 2 elements");
    }

    /** Two elements from the second on of a part of a storage of four. */
    private static PickleProgram part(long first, long visible) {
        PickleProgram program = new PickleProgram().add("}(").text("weight");
        program.name("torch._utils", "_rebuild_tensor_v2")
                .add("((")
                .text("storage")
                .name("torch", "FloatStorage");
        program.text("7")
                .text("cpu")
                .number(4)
                .add("(")
                .text("8")
                .number(first)
                .number(visible)
                .add("ttQ");
        return program.number(1).add("(").number(2).add("t(").number(1).add("ttRu.");
    }

    @Test
    void storagesMustBeAsLongAsTheirTensorsSay() throws IOException {
        assertRefused(file(weight(2)), "it has no storage '7'");
        assertRefused(
                file(weight(2).storage("7", 12)),
                "storage '7' should have 2 elements of 4 bytes, but says that it has 3");
        assertRefused(file(weight(2).storage("8", 8)), "it has a storage '8', of which nothing says what type it is");
        Path file = file(weight(2).storage("7", 8));
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        assertRefused(file, "says that it has 2 where 7 bytes are left");
        Files.write(file, Arrays.copyOf(whole, whole.length - 9));
        assertRefused(file, "does not begin where 7 bytes are left");
    }

    @Test
    void absurdSizesAreRefusedBeforeAnythingIsAllocated() throws IOException {
        for (long elements : new long[] {-1, Long.MAX_VALUE, 1L << 61, 1L << 33}) {
            Path file = file(weight(elements).storage("7", 8));
            byte[] whole = Files.readAllBytes(file);
            ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).putLong(whole.length - 16, elements);
            Files.write(file, whole);
            assertRefused(file, "storage '7' should have " + elements + " elements");
        }
    }

    @Test
    void oneStorageCannotBeOfTwoTypes() throws IOException {
        PickleProgram program = new PickleProgram().add("}(").text("weight").tensor("7", 2, 0, SHAPE, STRIDES);
        program.text("bias").tensor("7", 3, 0, SHAPE, STRIDES).add("u.").storage("7", 8);

        assertRefused(file(program), "has storage '7' as 2 elements of torch.FloatStorage and as 3 of");
    }

    @Test
    void otherLayoutsAreRefusedByName() throws IOException {
        Path file = weight(2).storage("7", 8).writeLegacy(folder.resolve("net.pth"), 1002);
        assertRefused(file, "its layout is of version 1002, not 1001; load it in PyTorch and save it again");

        byte[] tar = new byte[1024];
        System.arraycopy("ustar  ".getBytes(StandardCharsets.US_ASCII), 0, tar, 257, 7);
        assertRefused(Files.write(file, tar), "this is a tar archive, as PyTorch wrote before version 0.1.10");
    }
}
