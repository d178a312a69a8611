package io.github.blockwright.runtime.pictures;

import io.github.blockwright.runtime.pictures.Scan.Extras;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.InflaterInputStream;

/**
 * What the chunks of a PNG file hold (PNG, third edition, section 11). Damaged comments and profiles are passed over.
 *
 * @param palette three bytes a colour, empty without one
 * @param transparency of the colours or of one colour; null if all is opaque
 * @param data the compressed lines
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on once, never compared.
record PngChunks(
        int height,
        int width,
        int depth,
        int colourType,
        boolean interlaced,
        byte[] palette,
        byte[] transparency,
        byte[] data,
        Extras extras) {
    private static final String EXIF_AS_TEXT = "Raw profile type exif";
    private static final String XMP = "XML:com.adobe.xmp";
    /** Comments and profiles may unpack to so many bytes. */
    private static final int MOST_UNPACKED = 16 << 20;

    static PngChunks of(byte[] file) throws IOException {
        byte[] header = null;
        byte[] palette = {};
        byte[] transparency = null;
        byte[] profile = null;
        byte[] exif = null;
        byte[] xmp = null;
        ByteArrayOutputStream data = new ByteArrayOutputStream(file.length);
        for (int at = 8; at < file.length; ) {
            int length = Bytes.big32(file, at);
            if (at + 8 <= file.length && Bytes.hasText(file, at + 4, "IDAT")) {
                // A last chunk that is cut off may still hold all lines; else reading them finds it out.
                int there = length < 0 ? 0 : Math.min(length, file.length - at - 8);
                data.write(file, at + 8, there);
                at += there + 12;
                continue;
            }
            // What stands behind the lines is not needed, and colours there are none of the picture's.
            boolean before = data.size() == 0;
            byte[] content = before ? Bytes.slice(file, at + 8, length) : sliceOrEmpty(file, at + 8, length);
            String type = new String(Bytes.slice(file, at + 4, 4), StandardCharsets.ISO_8859_1);
            switch (type) {
                case "IHDR" -> header = checked(file, at, content);
                case "PLTE" -> palette = checked(file, at, content);
                case "tRNS" -> transparency = before && isSound(file, at, content) ? content : transparency;
                case "iCCP" -> profile = before ? unpackedOrNull(content, afterText(content, 0) + 1) : profile;
                case "eXIf" -> exif = content;
                case "tEXt", "zTXt" -> exif = exif == null ? exifOfText(type, content) : exif;
                case "iTXt" -> xmp = Bytes.hasText(content, 0, XMP + "\0") ? content : xmp;
                default -> {
                    // Nothing that a picture needs.
                }
            }
            if (type.equals("IEND")) {
                break;
            }
            at += content.length + 12;
        }
        if (header == null || header.length < 13 || data.size() == 0) {
            throw UnreadablePictureException.cutOff();
        }
        return new PngChunks(
                Bytes.big32(header, 4),
                Bytes.big32(header, 0),
                header[8],
                header[9],
                header[12] == 1,
                palette,
                header[9] == 4 || header[9] == 6 ? null : transparency,
                data.toByteArray(),
                Extras.of(TiffTags.orientation(exif, xmp), profile));
    }

    private static byte[] sliceOrEmpty(byte[] file, int from, int length) {
        return length < 0 || from > file.length || length > file.length - from
                ? new byte[0]
                : Arrays.copyOfRange(file, from, from + length);
    }

    private static boolean isSound(byte[] file, int at, byte[] content) throws UnreadablePictureException {
        CRC32 crc = new CRC32();
        crc.update(file, at + 4, content.length + 4);
        return (int) crc.getValue() == Bytes.big32(file, at + 8 + content.length);
    }

    private static byte[] checked(byte[] file, int at, byte[] content) throws UnreadablePictureException {
        if (!isSound(file, at, content)) {
            throw new UnreadablePictureException(
                    "its header is damaged (a check sum is wrong)", UnreadablePictureException.GET_AGAIN);
        }
        return content;
    }

    /** Where the bytes go on after a text and the zero that ends it. */
    private static int afterText(byte[] content, int from) {
        int at = from;
        while (at < content.length && content[at] != 0) {
            at++;
        }
        return at + 1;
    }

    private static byte[] unpackedOrNull(byte[] content, int from) {
        if (from >= content.length) {
            return null;
        }
        try (InflaterInputStream in =
                new InflaterInputStream(new ByteArrayInputStream(content, from, content.length - from))) {
            byte[] unpacked = in.readNBytes(MOST_UNPACKED + 1);
            return unpacked.length > MOST_UNPACKED ? null : unpacked;
        } catch (IOException e) {
            return null;
        }
    }

    /** EXIF as ImageMagick writes it: after a name and a length, in hexadecimal digits. */
    private static byte[] exifOfText(String type, byte[] content) {
        if (!Bytes.hasText(content, 0, EXIF_AS_TEXT + "\0")) {
            return null;
        }
        int from = EXIF_AS_TEXT.length() + 1;
        byte[] text = type.equals("zTXt")
                ? unpackedOrNull(content, from + 1)
                : Arrays.copyOfRange(content, from, content.length);
        if (text == null) {
            return null;
        }
        List<String> lines =
                new String(text, StandardCharsets.ISO_8859_1).lines().toList();
        if (lines.size() <= 3) {
            return null;
        }
        try {
            return HexFormat.of().parseHex(String.join("", lines.subList(3, lines.size())));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
