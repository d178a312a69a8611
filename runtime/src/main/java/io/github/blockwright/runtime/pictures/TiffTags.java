package io.github.blockwright.runtime.pictures;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first directory of a TIFF file, which is also how EXIF is written in files of other kinds (TIFF 6.0, section 2).
 * What is damaged is left out, since many a camera writes EXIF that is sound only in part.
 */
final class TiffTags {
    static final int BITS_PER_SAMPLE = 258;
    static final int PHOTOMETRIC = 262;
    static final int ORIENTATION = 274;
    static final int SAMPLES_PER_PIXEL = 277;
    static final int COLOUR_MAP = 320;
    static final int EXTRA_SAMPLES = 338;
    static final int SAMPLE_FORMAT = 339;
    static final int XMP = 700;
    static final int ICC_PROFILE = 34675;

    private static final Pattern XMP_ORIENTATION = Pattern.compile("tiff:Orientation(?:=\"|>)([1-8])");
    private static final int BYTE = 1;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int UNDEFINED = 7;

    private final ByteBuffer content;
    private final Map<Integer, Field> fields = new HashMap<>();

    private record Field(int type, int count, int offset) {}

    private TiffTags(ByteBuffer content) {
        this.content = content;
    }

    /** Reads a directory; it is empty if the bytes are no TIFF. */
    static TiffTags of(byte[] bytes, int offset, int length) {
        ByteBuffer content = ByteBuffer.wrap(bytes, offset, length).slice();
        TiffTags tags = new TiffTags(content);
        if (length >= 8 && (content.get(0) == 'I' || content.get(0) == 'M')) {
            content.order(content.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            tags.readDirectory(content.getInt(4));
        }
        return tags;
    }

    private void readDirectory(int start) {
        if (start < 8 || start > content.limit() - 2) {
            return;
        }
        int entries = content.getShort(start) & 0xffff;
        for (int entry = start + 2; entries-- > 0 && entry <= content.limit() - 12; entry += 12) {
            int type = content.getShort(entry + 2);
            int count = content.getInt(entry + 4);
            long size = (long) count * bytes(type);
            int value = size <= 4 ? entry + 8 : content.getInt(entry + 8);
            if (size > 0 && value >= 0 && value + size <= content.limit()) {
                fields.putIfAbsent(content.getShort(entry) & 0xffff, new Field(type, count, value));
            }
        }
    }

    private static int bytes(int type) {
        return switch (type) {
            case BYTE, UNDEFINED -> 1;
            case SHORT -> 2;
            case LONG -> 4;
            default -> 0;
        };
    }

    /** A tag's numbers; none if it is missing. */
    int[] numbers(int tag) {
        Field field = fields.get(tag);
        if (field == null) {
            return new int[0];
        }
        int[] numbers = new int[field.count];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = switch (field.type) {
                case SHORT -> content.getShort(field.offset + 2 * i) & 0xffff;
                case LONG -> content.getInt(field.offset + 4 * i);
                default -> content.get(field.offset + i) & 0xff;
            };
        }
        return numbers;
    }

    /** A tag's first number, or another if it is missing. */
    int number(int tag, int otherwise) {
        int[] numbers = numbers(tag);
        return numbers.length == 0 ? otherwise : numbers[0];
    }

    /** A tag's bytes; null if it is missing. */
    byte[] bytesOrNull(int tag) {
        Field field = fields.get(tag);
        return field == null ? null : copy(field.offset, field.count * bytes(field.type));
    }

    private byte[] copy(int offset, int length) throws BufferUnderflowException {
        return Arrays.copyOfRange(
                content.array(), content.arrayOffset() + offset, content.arrayOffset() + offset + length);
    }

    /**
     * How the picture is turned: 1 to 8. As Pillow takes it, from EXIF, or else from XMP.
     *
     * @param xmpOrNull beside the directory
     */
    int orientation(byte[] xmpOrNull) {
        byte[] xmp = xmpOrNull == null ? bytesOrNull(XMP) : xmpOrNull;
        if (fields.containsKey(ORIENTATION)) {
            int orientation = number(ORIENTATION, 1);
            return orientation >= 1 && orientation <= 8 ? orientation : 1;
        }
        if (xmp != null) {
            Matcher matcher = XMP_ORIENTATION.matcher(new String(xmp, StandardCharsets.ISO_8859_1));
            if (matcher.find()) {
                return Integer.parseInt(matcher.group(1));
            }
        }
        return 1;
    }

    /** How a picture is turned by what stands in two blocks of a file, each of which may be null. */
    static int orientation(byte[] exifOrNull, byte[] xmpOrNull) {
        byte[] exif = exifOrNull == null ? new byte[0] : exifOrNull;
        // Some writers put the mark of JPEG's EXIF in front in other files too.
        int start = exif.length > 6 && exif[0] == 'E' && exif[1] == 'x' ? 6 : 0;
        return of(exif, start, exif.length - start).orientation(xmpOrNull);
    }
}
