package io.github.blockwright.runtime.augmentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blockwright.runtime.pictures.Images;
import io.github.blockwright.runtime.pictures.Picture;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;

/** A line that {@code src/test/python/torchvision_changes.py} printed. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record RecordedChange(Picture picture, String name, double[] numbers, byte[] expected) {
    /** Of these, every byte is the same; others differ by how float32 is rounded. */
    private static final Set<String> EXACT = Set.of("brightness", "posterize", "solarize", "equalize");

    static RecordedChange parse(String line) {
        String[] words = line.split(" ", 6);
        int height = Integer.parseInt(words[1]);
        int width = Integer.parseInt(words[2]);
        double[] numbers = words[4].equals("-")
                ? new double[0]
                : Arrays.stream(words[4].split(",", -1))
                        .mapToDouble(Double::parseDouble)
                        .toArray();
        int channels = words[0].equals("grey") ? 1 : 3;
        byte[] pixels = words[0].equals("ramp") ? ramp(height, width, channels) : noise(height * width * channels);
        Picture picture = new Picture(height, width, channels, pixels);
        return new RecordedChange(picture, words[3], numbers, HexFormat.of().parseHex(words[5]));
    }

    private static byte[] noise(int length) {
        byte[] values = new byte[length];
        int state = 1;
        for (int i = 0; i < length; i++) {
            state = 1664525 * state + 1013904223;
            values[i] = (byte) (state >>> 24);
        }
        return values;
    }

    private static byte[] ramp(int height, int width, int channels) {
        byte[] values = new byte[height * width * channels];
        for (int i = 0; i < values.length; i++) {
            int pixel = i / channels;
            values[i] = (byte) (30 + (17 * (pixel / width) + 5 * (pixel % width) + 60 * (i % channels)) % 180);
        }
        return values;
    }

    void check() {
        byte[] actual = made().pixels();
        assertThat(actual).as(toString()).hasSameSizeAs(expected);
        int most = 0;
        int different = 0;
        for (int i = 0; i < actual.length; i++) {
            int distance = Math.abs((actual[i] & 0xff) - (expected[i] & 0xff));
            most = Math.max(most, distance);
            different += distance > 0 ? 1 : 0;
        }
        assertThat(most).as("%s: largest difference", this).isLessThanOrEqualTo(EXACT.contains(name) ? 0 : 1);
        // A crop is rounded once here, and there after each direction.
        assertThat(different)
                .as("%s: bytes that differ", this)
                .isLessThanOrEqualTo(name.equals("crop") ? actual.length : actual.length / 10);
    }

    private Picture made() {
        return switch (name) {
            case "brightness" -> Pixelwise.brightness(picture, numbers[0]);
            case "contrast" -> Pixelwise.contrast(picture, numbers[0]);
            case "saturation" -> Pixelwise.saturation(picture, numbers[0]);
            case "hue" -> Pixelwise.hue(picture, numbers[0]);
            case "grayscale" -> Pixelwise.grayscale(picture);
            case "blur" -> Neighbourhoods.blur(picture, (int) numbers[0], numbers[1]);
            case "sharpness" -> Neighbourhoods.sharpness(picture, numbers[0]);
            case "posterize" -> Tables.posterize(picture, (int) numbers[0]);
            case "solarize" -> Tables.solarize(picture, numbers[0]);
            case "autocontrast" -> Tables.autoContrast(picture);
            case "equalize" -> Tables.equalize(picture);
            case "rotation" ->
                Affine.rotation(numbers[0], picture.height(), picture.width()).applied(picture);
            case "shear_x" -> Affine.shearX(numbers[0]).applied(picture);
            case "shear_y" -> Affine.shearY(numbers[0]).applied(picture);
            case "translate_x" -> Affine.translation((int) numbers[0], 0).applied(picture);
            case "translate_y" -> Affine.translation(0, (int) numbers[0]).applied(picture);
            case "crop" -> {
                Box box = new Box((int) numbers[0], (int) numbers[1], (int) numbers[2], (int) numbers[3]);
                int channels = picture.channels();
                byte[] scaled = Images.fit(
                        box.cutFrom(picture), (int) numbers[4], (int) numbers[5], channels, Images.Fit.SQUASH);
                yield new Picture((int) numbers[4], (int) numbers[5], channels, scaled);
            }
            default -> throw new IllegalArgumentException(name);
        };
    }

    @Override
    public String toString() {
        return name + Arrays.toString(numbers) + " of " + picture.height() + " × " + picture.width() + " × "
                + picture.channels();
    }
}
