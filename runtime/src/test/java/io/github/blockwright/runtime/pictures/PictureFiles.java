package io.github.blockwright.runtime.pictures;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** Writes picture files of the kinds that Java does not write. */
final class PictureFiles {
    private PictureFiles() {}

    /** A chunk of a PNG file. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Chunk(String type, byte[] content) {
        byte[] bytes() {
            byte[] named = joined(ascii(type), content);
            CRC32 crc = new CRC32();
            crc.update(named);
            return ByteBuffer.allocate(named.length + 8)
                    .putInt(content.length)
                    .put(named)
                    .putInt((int) crc.getValue())
                    .array();
        }
    }

    /** A PNG file; each of its lines begins with the number of its filter. */
    static byte[] png(int width, int height, int depth, int colourType, byte[] lines, Chunk... chunks) {
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) depth)
                .put((byte) colourType)
                .array();
        byte[] file = joined(bytes(0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'), new Chunk("IHDR", header).bytes());
        for (Chunk chunk : chunks) {
            file = joined(file, chunk.bytes());
        }
        return joined(file, new Chunk("IDAT", deflated(lines)).bytes(), new Chunk("IEND", new byte[0]).bytes());
    }

    static byte[] deflated(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
            deflater.write(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return packed.toByteArray();
    }

    /** EXIF that says but how a picture is turned. */
    static byte[] exif(int orientation) {
        return tiff(new byte[0], new int[][] {{274, orientation}});
    }

    /** An uncompressed TIFF file, its samples right behind the header; tags are pairs of a number and a short value. */
    static byte[] tiff(byte[] samples, int[]... tags) {
        int start = 8 + samples.length + samples.length % 2;
        ByteBuffer file = ByteBuffer.allocate(start + 6 + 12 * tags.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(ascii("II")).putShort((short) 42).putInt(start).put(samples).position(start);
        file.putShort((short) tags.length);
        for (int[] tag : tags) {
            file.putShort((short) tag[0]).putShort((short) 3).putInt(tag.length - 1);
            // Two short values fit into the entry; of more, all are the same here and stand where they repeat.
            file.putShort((short) tag[1]).putShort((short) (tag.length > 2 ? tag[2] : 0));
        }
        return file.array();
    }

    /** A JPEG file with a segment right after its start. */
    static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
        byte[] head = ByteBuffer.allocate(6)
                .put(jpeg, 0, 2)
                .put((byte) 0xff)
                .put((byte) marker)
                .putShort((short) (content.length + 2))
                .array();
        byte[] rest = new byte[jpeg.length - 2];
        System.arraycopy(jpeg, 2, rest, 0, rest.length);
        return joined(head, content, rest);
    }

    /** A bitmap of 4 bits with run lengths; colours are blue, green, red and a zero each. */
    static byte[] bitmap(int width, int height, int bits, int compression, byte[] colours, byte[] data) {
        ByteBuffer file = ByteBuffer.allocate(54 + colours.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(ascii("BM")).putInt(file.capacity()).putInt(0).putInt(54 + colours.length);
        file.putInt(40).putInt(width).putInt(height).putShort((short) 1).putShort((short) bits);
        file.putInt(compression)
                .putInt(data.length)
                .putInt(0)
                .putInt(0)
                .putInt(colours.length / 4)
                .putInt(0);
        return file.put(colours).put(data).array();
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
