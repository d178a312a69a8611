package io.github.blockwright.runtime.pictures;

import io.github.blockwright.runtime.pictures.Scan.Extras;
import java.io.ByteArrayOutputStream;
import java.util.TreeMap;

/**
 * The segments of a JPEG file before its compressed data (ITU-T T.81, annex B).
 *
 * @param colours what the channels are, by the rules of libjpeg
 * @param extras from EXIF, XMP and the colour profile
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on once, never compared.
record JpegHeader(int height, int width, Colours colours, Extras extras, byte[] tables, int dataStart) {
    private static final String EXIF = "Exif\0\0";
    private static final String XMP = "http://ns.adobe.com/xap/1.0/\0";
    private static final String PROFILE = "ICC_PROFILE\0";

    private static final int SOF0 = 0xc0;
    private static final int SOF2 = 0xc2;
    private static final int DHT = 0xc4;
    private static final int JPG = 0xc8;
    private static final int DAC = 0xcc;
    private static final int SOF15 = 0xcf;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final int APP0 = 0xe0;
    private static final int APP1 = 0xe1;
    private static final int APP2 = 0xe2;
    private static final int APP14 = 0xee;
    private static final int APP15 = 0xef;
    private static final int COM = 0xfe;

    /** What the channels are, and Adobe's number for it. */
    enum Colours {
        GREY(-1),
        YCC(1),
        RGB(0),
        YCCK(2),
        CMYK(0);

        private final int adobe;

        Colours(int adobe) {
            this.adobe = adobe;
        }
    }

    static JpegHeader of(byte[] file) throws UnreadablePictureException {
        return new Walk(file).header();
    }

    /** The file with nothing but its tables, its data and the mark of its colours. */
    byte[] plain(byte[] file) {
        byte[] mark = {
            (byte) 0xff, (byte) APP14, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) colours.adobe
        };
        ByteArrayOutputStream out =
                new ByteArrayOutputStream(tables.length + mark.length + 2 + file.length - dataStart);
        out.write(0xff);
        out.write(0xd8);
        if (colours != Colours.GREY) {
            out.writeBytes(mark);
        }
        out.writeBytes(tables);
        out.write(file, dataStart, file.length - dataStart);
        return out.toByteArray();
    }

    /** One way through the segments. */
    private static final class Walk {
        private final byte[] file;
        private final ByteArrayOutputStream tables = new ByteArrayOutputStream();
        private final TreeMap<Integer, byte[]> profile = new TreeMap<>();
        private int profileParts;
        private byte[] exif;
        private byte[] xmp;
        private int process;
        private byte[] frame;
        private boolean jfif;
        private int adobe = -1;

        Walk(byte[] file) {
            this.file = file;
        }

        JpegHeader header() throws UnreadablePictureException {
            int at = 2;
            while (true) {
                while (Bytes.unsigned(file, at) != 0xff) {
                    at++;
                }
                while (Bytes.unsigned(file, at) == 0xff) {
                    at++;
                }
                int marker = Bytes.unsigned(file, at++);
                if (marker == SOS) {
                    return header(at - 2);
                }
                if (marker == EOI) {
                    throw UnreadablePictureException.cutOff();
                }
                // Neither a byte of data that looks like a marker nor a restart has a length.
                if (marker > 0x01 && (marker < 0xd0 || marker > 0xd8)) {
                    int length = Bytes.big16(file, at);
                    if (length < 2) {
                        continue;
                    }
                    segment(marker, Bytes.slice(file, at + 2, length - 2));
                    at += length;
                }
            }
        }

        private void segment(int marker, byte[] content) {
            if ((marker >= APP0 && marker <= APP15) || marker == COM) {
                comment(marker, content);
                return;
            }
            if (marker >= SOF0 && marker <= SOF15 && marker != DHT && marker != JPG && marker != DAC && frame == null) {
                process = marker;
                frame = content;
            }
            tables.write(0xff);
            tables.write(marker);
            tables.write((content.length + 2) >> 8);
            tables.write(content.length + 2);
            tables.writeBytes(content);
        }

        private void comment(int marker, byte[] content) {
            if (marker == APP0) {
                jfif |= Bytes.hasText(content, 0, "JFIF\0");
            } else if (marker == APP1 && Bytes.hasText(content, 0, EXIF) && exif == null) {
                exif = content;
            } else if (marker == APP1 && Bytes.hasText(content, 0, XMP) && xmp == null) {
                xmp = content;
            } else if (marker == APP2 && Bytes.hasText(content, 0, PROFILE) && content.length > PROFILE.length() + 2) {
                profile.put(content[PROFILE.length()] & 0xff, content);
                profileParts = content[PROFILE.length() + 1] & 0xff;
            } else if (marker == APP14 && Bytes.hasText(content, 0, "Adobe") && content.length >= 12) {
                adobe = content[11] & 0xff;
            }
        }

        private JpegHeader header(int dataStart) throws UnreadablePictureException {
            if (frame == null) {
                throw UnreadablePictureException.cutOff();
            }
            if (process > SOF2) {
                throw new UnreadablePictureException(
                        "it is a JPEG of a rare kind (lossless, hierarchical or arithmetic coding, SOF"
                                + (process - SOF0) + ")",
                        UnreadablePictureException.SAVE_OTHERWISE);
            }
            if (Bytes.unsigned(frame, 0) != 8) {
                throw new UnreadablePictureException(
                        "it has " + frame[0] + " bits a sample, where JPEG has 8",
                        UnreadablePictureException.SAVE_OTHERWISE);
            }
            return new JpegHeader(
                    Bytes.big16(frame, 1),
                    Bytes.big16(frame, 3),
                    colours(),
                    Extras.of(TiffTags.orientation(exif, xmp), profileOrNull()),
                    tables.toByteArray(),
                    dataStart);
        }

        private byte[] profileOrNull() {
            if (profile.isEmpty() || profile.size() != profileParts) {
                return null;
            }
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            profile.values()
                    .forEach(part -> whole.write(part, PROFILE.length() + 2, part.length - PROFILE.length() - 2));
            return whole.toByteArray();
        }

        private Colours colours() throws UnreadablePictureException {
            int channels = Bytes.unsigned(frame, 5);
            return switch (channels) {
                case 1 -> Colours.GREY;
                case 3 -> {
                    if (jfif) {
                        yield Colours.YCC;
                    }
                    boolean named = Bytes.unsigned(frame, 6) == 'R'
                            && Bytes.unsigned(frame, 9) == 'G'
                            && Bytes.unsigned(frame, 12) == 'B';
                    yield adobe == 0 || (adobe < 0 && named) ? Colours.RGB : Colours.YCC;
                }
                case 4 -> adobe <= 0 ? Colours.CMYK : Colours.YCCK;
                default ->
                    throw new UnreadablePictureException(
                            "it has " + channels + " channels, which may be grey, RGB or CMYK",
                            "save it as one of these");
            };
        }
    }
}
