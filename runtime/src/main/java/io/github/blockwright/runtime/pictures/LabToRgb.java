package io.github.blockwright.runtime.pictures;

/** From CIE L*a*b* with the white of D50 to sRGB (ICC.1, IEC 61966-2-1). */
final class LabToRgb {
    private static final double[] WHITE = {0.9642, 1, 0.8249};
    private static final double[][] LINEAR = {
        {3.1338561, -1.6168667, -0.4906146}, {-0.9787684, 1.9161415, 0.0334540}, {0.0719453, -0.2289914, 1.4052427}
    };

    private LabToRgb() {}

    /**
     * Converts pixels in place.
     *
     * @param signed whether a* and b* are, as in TIFF's own kind; else they are above 128
     */
    static void convert(byte[] pixels, boolean signed) {
        for (int i = 0; i < pixels.length; i += 3) {
            double lightness = (pixels[i] & 0xff) * 100 / 255.0;
            int a = signed ? pixels[i + 1] : (pixels[i + 1] & 0xff) - 128;
            int b = signed ? pixels[i + 2] : (pixels[i + 2] & 0xff) - 128;
            double middle = (lightness + 16) / 116;
            double x = WHITE[0] * cube(middle + a / 500.0);
            double y = WHITE[1] * cube(middle);
            double z = WHITE[2] * cube(middle - b / 200.0);
            for (int c = 0; c < 3; c++) {
                double light = LINEAR[c][0] * x + LINEAR[c][1] * y + LINEAR[c][2] * z;
                double value = light <= 0.0031308 ? 12.92 * light : 1.055 * Math.pow(light, 1 / 2.4) - 0.055;
                pixels[i + c] = (byte) Math.round(255 * Math.max(0, Math.min(1, value)));
            }
        }
    }

    private static double cube(double value) {
        return value > 6.0 / 29 ? value * value * value : (value - 4.0 / 29) * 108 / 841;
    }
}
