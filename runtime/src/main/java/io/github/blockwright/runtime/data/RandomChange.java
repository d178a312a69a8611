package io.github.blockwright.runtime.data;

/** The settings of those changes of an {@link Augmentation} that have several. Defaults are torchvision's where it has any. */
public final class RandomChange {
    private RandomChange() {}

    /**
     * A part of the picture at a random place, scaled to the input's size whatever its proportions.
     *
     * @param minScale the smallest share of the picture's area, above 0
     * @param maxScale the largest share of the picture's area, at most 1
     * @param minRatio the smallest ratio of width to height, above 0
     * @param maxRatio the largest ratio of width to height
     */
    public record RandomResizedCrop(double minScale, double maxScale, double minRatio, double maxRatio) {
        /** From 8 % of the area on, between 3:4 and 4:3. */
        public static final RandomResizedCrop DEFAULT = new RandomResizedCrop(0.08, 1, 3 / 4.0, 4 / 3.0);

        /**
         * Checks the components.
         *
         * @param minScale as the record says
         * @param maxScale as the record says
         * @param minRatio as the record says
         * @param maxRatio as the record says
         */
        public RandomResizedCrop {
            require(
                    0 < minScale && minScale <= maxScale && maxScale <= 1,
                    "minScale and maxScale must rise between 0 and 1",
                    minScale,
                    maxScale);
            requireRising("minRatio and maxRatio", minRatio, maxRatio);
        }

        /**
         * The usual one with another smallest crop.
         *
         * @param minScale the smallest share of the picture's area, above 0
         * @return the new settings
         */
        public static RandomResizedCrop from(double minScale) {
            return new RandomResizedCrop(minScale, 1, DEFAULT.minRatio, DEFAULT.maxRatio);
        }
    }

    /**
     * So many operations one after the other, drawn from 14 and all of one magnitude (<a
     * href="https://arxiv.org/abs/1909.13719">Cubuk et al., 2019</a>).
     *
     * @param numOps operations on an image, at least 1
     * @param magnitude from 0 to 30
     */
    public record RandAugment(int numOps, int magnitude) {
        /** Two operations of magnitude 9. */
        public static final RandAugment DEFAULT = new RandAugment(2, 9);

        /**
         * Checks the components.
         *
         * @param numOps as the record says
         * @param magnitude as the record says
         */
        public RandAugment {
            require(numOps >= 1, "numOps must be at least 1", numOps);
            require(magnitude >= 0 && magnitude <= 30, "magnitude must be from 0 to 30", magnitude);
        }
    }

    /**
     * Changes of the colours, in a random order. A factor of brightness, contrast or saturation is drawn from {@code 1 - x}
     * (but at least 0) to {@code 1 + x}, a turn of the hue from {@code -x} to {@code x} of the whole circle.
     *
     * @param brightness at least 0
     * @param contrast at least 0
     * @param saturation at least 0
     * @param hue from 0 to 0.5
     */
    public record ColorJitter(double brightness, double contrast, double saturation, double hue) {
        /** Half of what SimCLR uses: 0.4 of brightness, contrast and saturation, 0.1 of hue. */
        public static final ColorJitter DEFAULT = new ColorJitter(0.4, 0.4, 0.4, 0.1);

        /**
         * Checks the components.
         *
         * @param brightness as the record says
         * @param contrast as the record says
         * @param saturation as the record says
         * @param hue as the record says
         */
        public ColorJitter {
            require(
                    brightness >= 0 && contrast >= 0 && saturation >= 0,
                    "brightness, contrast and saturation must be at least 0",
                    brightness,
                    contrast,
                    saturation);
            require(hue >= 0 && hue <= 0.5, "hue must be from 0 to 0.5", hue);
        }
    }

    /**
     * A blur by a Gaussian, whose standard deviation is drawn evenly. The image is reflected at its edges.
     *
     * @param probability that an image is blurred, from 0 to 1
     * @param kernelSize the pixels of a row or column that count, odd
     * @param minSigma the smallest standard deviation in pixels, above 0
     * @param maxSigma the largest standard deviation in pixels
     */
    public record GaussianBlur(double probability, int kernelSize, double minSigma, double maxSigma) {
        /** Half of the images, by 0.1 to 2 pixels. */
        public static final GaussianBlur DEFAULT = new GaussianBlur(0.5, 13, 0.1, 2);

        /**
         * Checks the components.
         *
         * @param probability as the record says
         * @param kernelSize as the record says
         * @param minSigma as the record says
         * @param maxSigma as the record says
         */
        public GaussianBlur {
            requireShare("probability", probability);
            require(kernelSize >= 1 && kernelSize % 2 == 1, "kernelSize must be odd and at least 1", kernelSize);
            requireRising("minSigma and maxSigma", minSigma, maxSigma);
        }
    }

    /**
     * A rectangle at a random place that becomes 0 after normalising, the mean colour (<a
     * href="https://arxiv.org/abs/1708.04896">Zhong et al., 2017</a>).
     *
     * @param probability that a part of an image is erased, from 0 to 1
     * @param minScale the smallest share of the image's area, at least 0
     * @param maxScale the largest share of the image's area, at most 1
     * @param minRatio the smallest ratio of height to width, above 0
     * @param maxRatio the largest ratio of height to width
     */
    public record RandomErasing(
            double probability, double minScale, double maxScale, double minRatio, double maxRatio) {
        /** In half of the images, 2 % to 33 % of the area, between 0.3 and 3.3. */
        public static final RandomErasing DEFAULT = new RandomErasing(0.5, 0.02, 0.33, 0.3, 3.3);

        /**
         * Checks the components.
         *
         * @param probability as the record says
         * @param minScale as the record says
         * @param maxScale as the record says
         * @param minRatio as the record says
         * @param maxRatio as the record says
         */
        public RandomErasing {
            requireShare("probability", probability);
            require(
                    0 <= minScale && minScale <= maxScale && maxScale <= 1,
                    "minScale and maxScale must rise between 0 and 1",
                    minScale,
                    maxScale);
            requireRising("minRatio and maxRatio", minRatio, maxRatio);
        }

        /**
         * The usual one with another probability.
         *
         * @param probability that a part of an image is erased, from 0 to 1
         * @return the new settings
         */
        public static RandomErasing of(double probability) {
            return new RandomErasing(
                    probability, DEFAULT.minScale, DEFAULT.maxScale, DEFAULT.minRatio, DEFAULT.maxRatio);
        }
    }

    static void require(boolean condition, String rule, Number... values) {
        if (!condition) {
            StringBuilder found = new StringBuilder();
            for (Number value : values) {
                found.append(found.isEmpty() ? "" : " and ").append(value);
            }
            throw new IllegalArgumentException(rule + ", not " + found);
        }
    }

    static void requireShare(String name, double value) {
        require(value >= 0 && value <= 1, name + " must be from 0 to 1", value);
    }

    private static void requireRising(String names, double least, double most) {
        require(0 < least && least <= most && Double.isFinite(most), names + " must be above 0 and rise", least, most);
    }
}
