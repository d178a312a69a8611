package io.github.blockwright.runtime.pictures;

import io.github.blockwright.runtime.pictures.Scan.Extras;
import io.github.blockwright.runtime.pictures.Scan.Layout;
import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Converts colours to sRGB by the profile in a file (ICC.1). A profile that is damaged or of other colours than the file is
 * passed over, and so is one that calls itself sRGB or changes no colour by more than {@value #TOLERANCE} of 255 levels.
 */
final class ColourProfile {
    private static final int TOLERANCE = 2;
    private static final int DESCRIPTION = 0x64657363;
    private static final int TAGS = 128;

    private ColourProfile() {}

    static Scan toSrgb(Scan scan) {
        byte[] content = scan.extras().profile();
        if (content.length == 0 || isNamedSrgb(content)) {
            return scan;
        }
        int colours = scan.layout().samples() - (scan.layout().hasAlpha() ? 1 : 0);
        try {
            ICC_Profile profile = ICC_Profile.getInstance(content);
            if (profile.getColorSpaceType() != (colours == 1 ? ColorSpace.TYPE_GRAY : ColorSpace.TYPE_RGB)) {
                return scan;
            }
            ICC_Profile[] way = {profile, ICC_Profile.getInstance(ColorSpace.CS_sRGB)};
            return convert(scan, new ColorConvertOp(way, null), colours);
        } catch (IllegalArgumentException | CMMException e) {
            return scan;
        }
    }

    /** Read without Java's profiles, which take a millisecond for each file. */
    private static boolean isNamedSrgb(byte[] content) {
        ByteBuffer profile = ByteBuffer.wrap(content);
        for (int tag = TAGS + 4; tag + 12 <= content.length; tag += 12) {
            if (profile.getInt(tag) == DESCRIPTION) {
                int start = profile.getInt(tag + 4);
                int length = profile.getInt(tag + 8);
                if (start < 0 || length < 0 || length > content.length - start) {
                    return false;
                }
                // One or two bytes a character, by the version.
                String name = new String(content, start, length, StandardCharsets.ISO_8859_1).replace("\0", "");
                return name.contains("sRGB") && !name.contains("inear");
            }
        }
        return false;
    }

    private static Scan convert(Scan scan, ColorConvertOp operation, int colours) {
        if (colours == 1) {
            byte[] greys = new byte[256];
            for (int i = 0; i < greys.length; i++) {
                greys[i] = (byte) i;
            }
            return ofGrey(scan, converted(operation, greys, 256, 1));
        }
        if (changesNothing(operation)) {
            return scan;
        }
        byte[] pixels = scan.pixels();
        int samples = scan.layout().samples();
        if (samples == 3) {
            byte[] result = converted(operation, pixels, scan.height() * scan.width(), 3);
            return new Scan(scan.height(), scan.width(), Layout.RGB, result, Extras.UPRIGHT);
        }
        byte[] opaque = new byte[pixels.length / 4 * 3];
        for (int i = 0, to = 0; i < pixels.length; i += 4, to += 3) {
            System.arraycopy(pixels, i, opaque, to, 3);
        }
        byte[] result = converted(operation, opaque, scan.height() * scan.width(), 3);
        byte[] withAlpha = pixels.clone();
        for (int i = 0, from = 0; i < pixels.length; i += 4, from += 3) {
            System.arraycopy(result, from, withAlpha, i, 3);
        }
        return new Scan(scan.height(), scan.width(), Layout.RGB_ALPHA, withAlpha, Extras.UPRIGHT);
    }

    /** Grey stays grey: its red, green and blue are the same but for rounding. */
    private static Scan ofGrey(Scan scan, byte[] rgb) {
        byte[] pixels = scan.pixels().clone();
        int samples = scan.layout().samples();
        for (int i = 0; i < pixels.length; i += samples) {
            pixels[i] = rgb[3 * (pixels[i] & 0xff) + 1];
        }
        return new Scan(scan.height(), scan.width(), scan.layout(), pixels, Extras.UPRIGHT);
    }

    private static boolean changesNothing(ColorConvertOp operation) {
        byte[] grid = new byte[3 * 6 * 6 * 6];
        for (int i = 0; i < 6 * 6 * 6; i++) {
            grid[3 * i] = (byte) (i / 36 * 51);
            grid[3 * i + 1] = (byte) (i / 6 % 6 * 51);
            grid[3 * i + 2] = (byte) (i % 6 * 51);
        }
        byte[] converted = converted(operation, grid, 6 * 6 * 6, 3);
        for (int i = 0; i < grid.length; i++) {
            if (Math.abs((grid[i] & 0xff) - (converted[i] & 0xff)) > TOLERANCE) {
                return false;
            }
        }
        return true;
    }

    private static byte[] converted(ColorConvertOp operation, byte[] pixels, int count, int samples) {
        WritableRaster from = Raster.createInterleavedRaster(
                new DataBufferByte(pixels, pixels.length), count, 1, count * samples, samples, offsets(samples), null);
        WritableRaster to =
                Raster.createInterleavedRaster(new DataBufferByte(3 * count), count, 1, 3 * count, 3, offsets(3), null);
        operation.filter(from, to);
        return ((DataBufferByte) to.getDataBuffer()).getData();
    }

    private static int[] offsets(int samples) {
        return samples == 1 ? new int[] {0} : new int[] {0, 1, 2};
    }
}
