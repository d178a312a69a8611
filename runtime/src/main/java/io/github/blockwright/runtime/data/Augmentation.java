package io.github.blockwright.runtime.data;

import io.github.blockwright.runtime.data.RandomChange.ColorJitter;
import io.github.blockwright.runtime.data.RandomChange.GaussianBlur;
import io.github.blockwright.runtime.data.RandomChange.RandAugment;
import io.github.blockwright.runtime.data.RandomChange.RandomErasing;
import io.github.blockwright.runtime.data.RandomChange.RandomResizedCrop;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What is changed at random about the images of a training batch, in the order of the components but that cutout comes
 * after the blur. Names, definitions and ranges are torchvision's ({@code transforms.v2}, on bytes); rotations and shears
 * interpolate bilinearly, as its training scripts ask for. The guide says when to leave which out.
 *
 * @param pad pixels added on each side before the image is cut back to its size at a random place; 0 for none
 * @param border what the added pixels are
 * @param flip whether half of the images are mirrored left to right
 * @param cutout the side of a square with a random centre that is blanked (<a
 *     href="https://arxiv.org/abs/1708.04552">DeVries and Taylor, 2017</a>), in pixels; 0 for none. The part of it outside
 *     the image is lost, and what it covers becomes 0 after normalising, the mean colour
 * @param randomResizedCrop a part of the picture that is scaled to the input's size, instead of padding and cropping
 * @param verticalFlip whether half of the images are mirrored top to bottom
 * @param rotation the largest angle, in degrees, by which an image is turned either way; what comes in from outside is black
 * @param randAugment a few operations of one magnitude
 * @param trivialAugmentWide whether one operation of a random magnitude is applied (<a
 *     href="https://arxiv.org/abs/2103.10158">Müller and Hutter, 2021</a>)
 * @param colorJitter changes of brightness, contrast, saturation and hue
 * @param grayscale the probability that an image loses its colours
 * @param gaussianBlur a blur of random strength
 * @param randomErasing a rectangle that is blanked after normalising
 * @param mixUp alpha of the Beta distribution that shares of two images of a batch, and of their labels, are drawn from (<a
 *     href="https://arxiv.org/abs/1710.09412">Zhang et al., 2017</a>); 0 for none
 * @param cutMix alpha of the Beta distribution that the area is drawn from which another image of the batch covers (<a
 *     href="https://arxiv.org/abs/1905.04899">Yun et al., 2019</a>); 0 for none. With MixUp too, either is done to half of
 *     the batches
 */
public record Augmentation(
        int pad,
        Border border,
        boolean flip,
        int cutout,
        Optional<RandomResizedCrop> randomResizedCrop,
        boolean verticalFlip,
        double rotation,
        Optional<RandAugment> randAugment,
        boolean trivialAugmentWide,
        Optional<ColorJitter> colorJitter,
        double grayscale,
        Optional<GaussianBlur> gaussianBlur,
        Optional<RandomErasing> randomErasing,
        double mixUp,
        double cutMix) {
    /** Leaves every image as it is. */
    public static final Augmentation NONE = new Augmentation(0, Border.REFLECT, false, 0);

    /** The usual one for CIFAR-10: 4 reflected pixels, random crop, flip. */
    public static final Augmentation CIFAR = new Augmentation(4, Border.REFLECT, true, 0);

    /** The usual one for photos: random resized crop, flip. */
    public static final Augmentation PHOTOS =
            NONE.withRandomResizedCrop(RandomResizedCrop.DEFAULT).withFlip(true);

    /** What lies around an image. */
    public enum Border {
        /** Black pixels, 0 before normalising. */
        ZERO,
        /** The image mirrored at its outermost pixels, which are not repeated. */
        REFLECT
    }

    /**
     * Checks the components.
     *
     * @param pad as the record says
     * @param border as the record says
     * @param flip as the record says
     * @param cutout as the record says
     * @param randomResizedCrop as the record says
     * @param verticalFlip as the record says
     * @param rotation as the record says
     * @param randAugment as the record says
     * @param trivialAugmentWide as the record says
     * @param colorJitter as the record says
     * @param grayscale as the record says
     * @param gaussianBlur as the record says
     * @param randomErasing as the record says
     * @param mixUp as the record says
     * @param cutMix as the record says
     */
    public Augmentation {
        if (pad < 0 || cutout < 0) {
            throw new IllegalArgumentException("pad and cutout must be at least 0, not " + pad + " and " + cutout);
        }
        if (pad > 0 && randomResizedCrop.isPresent()) {
            throw new IllegalArgumentException("randomResizedCrop cuts instead of pad: set pad to 0, not " + pad);
        }
        if (trivialAugmentWide && randAugment.isPresent()) {
            throw new IllegalArgumentException("randAugment and trivialAugmentWide are two policies: choose one");
        }
        RandomChange.require(rotation >= 0 && rotation <= 180, "rotation must be from 0 to 180 degrees", rotation);
        RandomChange.requireShare("grayscale", grayscale);
        RandomChange.require(
                isAlpha(mixUp) && isAlpha(cutMix),
                "mixUp and cutMix must be 0, for none, or from 0.001 to 1000",
                mixUp,
                cutMix);
    }

    /**
     * Padding, flips and cutout alone.
     *
     * @param pad pixels added on each side before the random crop; 0 for none
     * @param border what the added pixels are
     * @param flip whether half of the images are mirrored left to right
     * @param cutout the side of the blanked square in pixels; 0 for none
     */
    public Augmentation(int pad, Border border, boolean flip, int cutout) {
        this(
                pad,
                border,
                flip,
                cutout,
                Optional.empty(),
                false,
                0,
                Optional.empty(),
                false,
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty(),
                0,
                0);
    }

    /**
     * {@return whether it cuts parts out of pictures, for which it needs them whole and larger than the network's input, and
     * not as evaluation sees them}
     */
    public boolean needsMargin() {
        return randomResizedCrop.isPresent();
    }

    /** {@return whether it mixes the images of a batch, so that they have shares of classes} */
    public boolean mixes() {
        return mixUp > 0 || cutMix > 0;
    }

    /**
     * {@return the same with another padding}
     *
     * @param pixels on each side; 0 for none
     * @param around what the margin shows
     */
    public Augmentation withPad(int pixels, Border around) {
        return with(settings -> {
            settings.pad = pixels;
            settings.border = around;
        });
    }

    /**
     * {@return the same with or without mirroring left to right}
     *
     * @param mirrored whether half of the pictures are mirrored
     */
    public Augmentation withFlip(boolean mirrored) {
        return with(settings -> settings.flip = mirrored);
    }

    /**
     * {@return the same with another cutout}
     *
     * @param side in pixels; 0 for none
     */
    public Augmentation withCutout(int side) {
        return with(settings -> settings.cutout = side);
    }

    /**
     * The same, but a part of the picture is scaled instead of padding and cropping.
     *
     * @param crop which parts
     * @return a new one; this stays as it is
     */
    public Augmentation withRandomResizedCrop(RandomResizedCrop crop) {
        return with(settings -> {
            settings.pad = 0;
            settings.randomResizedCrop = Optional.of(crop);
        });
    }

    /**
     * {@return the same with or without mirroring top to bottom}
     *
     * @param mirrored whether half of the pictures are mirrored
     */
    public Augmentation withVerticalFlip(boolean mirrored) {
        return with(settings -> settings.verticalFlip = mirrored);
    }

    /**
     * {@return the same with another rotation}
     *
     * @param degrees the largest angle either way; 0 for none
     */
    public Augmentation withRotation(double degrees) {
        return with(settings -> settings.rotation = degrees);
    }

    /**
     * {@return the same with RandAugment}
     *
     * @param policy how many operations of which magnitude
     */
    public Augmentation withRandAugment(RandAugment policy) {
        return with(settings -> {
            settings.randAugment = Optional.of(policy);
            settings.trivialAugmentWide = false;
        });
    }

    /** {@return the same with TrivialAugmentWide} */
    public Augmentation withTrivialAugmentWide() {
        return with(settings -> {
            settings.randAugment = Optional.empty();
            settings.trivialAugmentWide = true;
        });
    }

    /**
     * {@return the same with other changes of colour}
     *
     * @param jitter how much of what
     */
    public Augmentation withColorJitter(ColorJitter jitter) {
        return with(settings -> settings.colorJitter = Optional.of(jitter));
    }

    /**
     * {@return the same with so many images in grey}
     *
     * @param probability from 0 to 1
     */
    public Augmentation withGrayscale(double probability) {
        return with(settings -> settings.grayscale = probability);
    }

    /**
     * {@return the same with another blur}
     *
     * @param blur how strong and how often
     */
    public Augmentation withGaussianBlur(GaussianBlur blur) {
        return with(settings -> settings.gaussianBlur = Optional.of(blur));
    }

    /**
     * {@return the same with another erasing}
     *
     * @param erasing how much and how often
     */
    public Augmentation withRandomErasing(RandomErasing erasing) {
        return with(settings -> settings.randomErasing = Optional.of(erasing));
    }

    /**
     * {@return the same with another MixUp}
     *
     * @param alpha of the Beta distribution; 0 for none
     */
    public Augmentation withMixUp(double alpha) {
        return with(settings -> settings.mixUp = alpha);
    }

    /**
     * {@return the same with another CutMix}
     *
     * @param alpha of the Beta distribution; 0 for none
     */
    public Augmentation withCutMix(double alpha) {
        return with(settings -> settings.cutMix = alpha);
    }

    /** What is set, in the order of the components; a checkpoint knows its recipe by this text. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Augmentation[pad=" + pad + ", border=" + border + ", flip=" + flip)
                .append(", cutout=" + cutout);
        randomResizedCrop.ifPresent(crop -> text.append(", randomResizedCrop=" + crop));
        text.append(verticalFlip ? ", verticalFlip=true" : "");
        text.append(rotation > 0 ? ", rotation=" + rotation : "");
        randAugment.ifPresent(policy -> text.append(", randAugment=" + policy));
        text.append(trivialAugmentWide ? ", trivialAugmentWide=true" : "");
        colorJitter.ifPresent(jitter -> text.append(", colorJitter=" + jitter));
        text.append(grayscale > 0 ? ", grayscale=" + grayscale : "");
        gaussianBlur.ifPresent(blur -> text.append(", gaussianBlur=" + blur));
        randomErasing.ifPresent(erasing -> text.append(", randomErasing=" + erasing));
        text.append(mixUp > 0 ? ", mixUp=" + mixUp : "");
        text.append(cutMix > 0 ? ", cutMix=" + cutMix : "");
        return text.append("]").toString();
    }

    /** Whether a Beta distribution of these parameters can be drawn from, or none is. */
    private static boolean isAlpha(double value) {
        return value == 0 || (value >= 1e-3 && value <= 1e3);
    }

    private Augmentation with(Consumer<Settings> change) {
        Settings settings = new Settings(this);
        change.accept(settings);
        return settings.build();
    }

    /** The components while one is changed. */
    private static final class Settings {
        private int pad;
        private Border border;
        private boolean flip;
        private int cutout;
        private Optional<RandomResizedCrop> randomResizedCrop;
        private boolean verticalFlip;
        private double rotation;
        private Optional<RandAugment> randAugment;
        private boolean trivialAugmentWide;
        private Optional<ColorJitter> colorJitter;
        private double grayscale;
        private Optional<GaussianBlur> gaussianBlur;
        private Optional<RandomErasing> randomErasing;
        private double mixUp;
        private double cutMix;

        Settings(Augmentation from) {
            pad = from.pad;
            border = from.border;
            flip = from.flip;
            cutout = from.cutout;
            randomResizedCrop = from.randomResizedCrop;
            verticalFlip = from.verticalFlip;
            rotation = from.rotation;
            randAugment = from.randAugment;
            trivialAugmentWide = from.trivialAugmentWide;
            colorJitter = from.colorJitter;
            grayscale = from.grayscale;
            gaussianBlur = from.gaussianBlur;
            randomErasing = from.randomErasing;
            mixUp = from.mixUp;
            cutMix = from.cutMix;
        }

        Augmentation build() {
            return new Augmentation(
                    pad,
                    border,
                    flip,
                    cutout,
                    randomResizedCrop,
                    verticalFlip,
                    rotation,
                    randAugment,
                    trivialAugmentWide,
                    colorJitter,
                    grayscale,
                    gaussianBlur,
                    randomErasing,
                    mixUp,
                    cutMix);
        }
    }
}
