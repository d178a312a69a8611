package io.github.blockwright.runtime.weights.formats;

import static io.github.blockwright.runtime.weights.WeightFixtures.assertSameTensors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blockwright.runtime.data.TestData;
import io.github.blockwright.runtime.weights.WeightFixtures;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
    @TempDir
    private Path folder;

    private Path file(String header, int dataBytes) throws IOException {
        byte[] utf8 = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + utf8.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(utf8.length).put(utf8);
        return Files.write(folder.resolve("net.safetensors"), bytes.array());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mobilenet_v2_1.0_224_torchvision_bn.safetensors",
                "mobilenet_v2_0.35_224_keras_notop.safetensors"
            })
    void readsPublishedWeightsWholly(String name) throws IOException {
        WeightFile file =
                SafetensorsReader.read(TestData.path("weights/" + name)).requireFinite();

        long values =
                file.tensors().values().stream().mapToLong(WeightTensor::size).sum();
        assertThat(values).isEqualTo(name.contains("1.0") ? 3_504_872 + 34_112 : 410_208);
    }

    @Test
    void whatItWritesReadsBackExactlyWithItsMetadata() throws IOException {
        WeightFile written = WeightFixtures.expected("pytorch-views.safetensors");
        Path copy = folder.resolve("deep/er/copy.safetensors");

        SafetensorsWriter.write(copy, written.tensors(), Map.of("format", "pt", "µ", "\"quoted\"\n"));

        WeightFile read = SafetensorsReader.read(copy);
        assertSameTensors(read, written);
        assertThat(read.metadata()).isEqualTo(Map.of("format", "pt", "µ", "\"quoted\"\n"));
    }

    @Test
    void theSameTensorsGiveTheSameBytesWithEveryElementAligned() throws IOException {
        Map<String, WeightTensor> tensors = new LinkedHashMap<>();
        WeightTensor odd = WeightTensor.of(new long[] {3}, 1, 2, 3);
        tensors.put("half", odd.as(WeightType.F16));
        tensors.put("float", odd);
        tensors.put("double", odd.as(WeightType.F64));
        Path one = folder.resolve("one");
        Path other = folder.resolve("other");

        SafetensorsWriter.write(one, tensors, Map.of("b", "2", "a", "1"));
        SafetensorsWriter.write(other, new LinkedHashMap<>(tensors), Map.of("a", "1", "b", "2"));

        assertThat(one).hasSameBinaryContentAs(other);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(one)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(bytes.getLong(0) % 8).isZero();
        assertThat(SafetensorsReader.read(one).tensors().keySet()).containsExactly("double", "float", "half");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | 1 | the tensors need 0 bytes of data, but the file has 1",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} | 7 | need 8 bytes of data, but the file has 7",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}} | 4 | 'a' of F32 and shape [2] needs 8 bytes, but its data_offsets [0, 4] have 4",
                "{'a':{'dtype':'U8','shape':[1],'data_offsets':[1,2]}} | 2 | 'a' begins at byte 1 of the data, but the header, which lies before it, ends at 0",
                "{'a':{'dtype':'U8','shape':[2],'data_offsets':[0,2]},'b':{'dtype':'U8','shape':[2],'data_offsets':[1,3]}} | 3 | 'b' begins at byte 1 of the data, but 'a', which lies before it, ends at 2",
                "{'a':{'dtype':'U8','shape':[1],'data_offsets':[0,1]},'a':{'dtype':'U8','shape':[1],'data_offsets':[1,2]}} | 2 | 'a' is in the header twice",
                "{'a':{'dtype':'U8','dtype':'U8','shape':[1],'data_offsets':[0,1]}} | 1 | 'a' has 'dtype' twice",
                "{'a':{'dtype':'U8','shape':[1]}} | 1 | 'a' needs dtype, shape and data_offsets",
                "{'a':{'dtype':'U8','shape':[1],'data_offsets':[0,1],'scale':2}} | 1 | 'a' has the unknown key 'scale'",
                "{'a':{'dtype':'F8_E4M3','shape':[1],'data_offsets':[0,1]}} | 1 | 'a' has the data type 'F8_E4M3'",
                "{'a':{'dtype':'U8','shape':[-1],'data_offsets':[0,1]}} | 1 | 'a' shape has the negative number -1",
                "{'a':{'dtype':'U8','shape':['1'],'data_offsets':[0,1]}} | 1 | 'a' shape needs numbers",
                "{'a':{'dtype':'U8','shape':[4294967296,4294967296,4294967296],'data_offsets':[0,0]}} | 0 | 'a' cannot be",
                "{'a':{'dtype':'U8','shape':[99999999999999999999],'data_offsets':[0,0]}} | 0 | not JSON",
                "{'a':{'dtype':'U8','shape':[1],'data_offsets':[1,0]}} | 1 | needs data_offsets [begin, end], not [1, 0]",
                "{'a':{'dtype':'U8','shape':[1],'data_offsets':[0,1,2]}} | 1 | needs data_offsets [begin, end]",
                "{'__metadata__':{'a':1}} | 0 | '__metadata__' needs distinct keys with texts",
                "{'__metadata__':{'a':'1','a':'2'}} | 0 | '__metadata__' needs distinct keys with texts",
                "{'a':[]} | 0 | not JSON",
                "{} {} | 0 | not JSON",
                "{ | 0 | not JSON",
            })
    void everyContradictionIsOneErrorThatNamesTheTensor(String header, int dataBytes, String message)
            throws IOException {
        Path file = file(header.replace('\'', '"'), dataBytes);

        assertThatThrownBy(() -> SafetensorsReader.read(file))
                .isInstanceOf(WeightFileException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(message)
                .hasMessageMatching("(?s).*; .+");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1L << 62, 3, 100_000_001})
    void headersLongerThanTheFileAreRefusedBeforeAnythingIsAllocated(long length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(length).put((byte) '{').put((byte) '}');
        Path file = Files.write(folder.resolve("net"), bytes.array());

        assertThatThrownBy(() -> SafetensorsReader.read(file))
                .isInstanceOf(WeightFileException.class)
                .hasMessageContaining(
                        "the header claims " + Long.toUnsignedString(length) + " bytes, but the file has 2");
    }

    @Test
    void aHeaderThatIsNotUtf8IsRefused() throws IOException {
        byte[] bytes = {2, 0, 0, 0, 0, 0, 0, 0, '{', (byte) 0xff};
        Path file = Files.write(folder.resolve("net"), bytes);

        assertThatThrownBy(() -> SafetensorsReader.read(file)).hasMessageContaining("not UTF-8");
    }
}
