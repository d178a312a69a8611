package io.github.blockwright.cli;

import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.data.RandomChange.ColorJitter;
import io.github.blockwright.runtime.data.RandomChange.GaussianBlur;
import io.github.blockwright.runtime.data.RandomChange.RandAugment;
import io.github.blockwright.runtime.data.RandomChange.RandomErasing;
import io.github.blockwright.runtime.data.RandomChange.RandomResizedCrop;
import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What is changed at random about the training images; what is not given stays as the recipe has it. */
public final class AugmentationOptions {
    @Option(
            names = "--pad",
            paramLabel = "PIXELS",
            description = "Reflected pixels around an image before a random crop; default an eighth of the" + " side.")
    private Integer pad;

    @Option(
            names = "--random-resized-crop",
            arity = "0..1",
            fallbackValue = "0.08",
            paramLabel = "SCALE",
            description = "A part of the picture, of this share of its area and more (0.08 if none is given), scaled to"
                    + " the input's size; instead of --pad.")
    private Double randomResizedCrop;

    @Option(
            names = "--flip",
            negatable = true,
            fallbackValue = "true",
            description = "Mirror half of the images, or not (--no-flip); default: not, but for CIFAR-10.")
    private Boolean flip;

    @Option(names = "--vertical-flip", description = "Turn half of the images upside down.")
    private boolean verticalFlip;

    @Option(names = "--rotation", paramLabel = "DEGREES", description = "Turn by up to so many degrees either way.")
    private Double rotation;

    @Option(
            names = "--randaugment",
            arity = "0..1",
            fallbackValue = "2,9",
            paramLabel = "OPERATIONS,MAGNITUDE",
            converter = RandAugmentConverter.class,
            description = "So many operations of a magnitude of 0 to 30; 2,9 if none are given.")
    private RandAugment randAugment;

    @Option(names = "--trivialaugment", description = "One operation of a random magnitude (TrivialAugmentWide).")
    private boolean trivialAugment;

    @Option(
            names = "--color-jitter",
            arity = "0..1",
            fallbackValue = "0.4,0.4,0.4,0.1",
            paramLabel = "B,C,S,H",
            converter = ColorJitterConverter.class,
            description = "Changes of brightness, contrast, saturation and hue; 0.4,0.4,0.4,0.1 if none are given.")
    private ColorJitter colorJitter;

    @Option(
            names = "--grayscale",
            arity = "0..1",
            fallbackValue = "0.1",
            paramLabel = "SHARE",
            description = "Show so many images in grey; 0.1 if none is given.")
    private Double grayscale;

    @Option(
            names = "--blur",
            arity = "0..1",
            fallbackValue = "0.5",
            paramLabel = "SHARE",
            description = "Blur so many images by 0.1 to 2 pixels; 0.5 if none is given.")
    private Double blur;

    @Option(
            names = "--cutout",
            paramLabel = "PIXELS",
            description = "Side of a blanked square in pixels, 0 for none; default 0.")
    private Integer cutout;

    @Option(
            names = "--erasing",
            arity = "0..1",
            fallbackValue = "0.5",
            paramLabel = "SHARE",
            description = "Blank a rectangle in so many images; 0.5 if none is given.")
    private Double erasing;

    @Option(
            names = "--mixup",
            arity = "0..1",
            fallbackValue = "0.2",
            paramLabel = "ALPHA",
            description = "Blend each image with another; 0.2 if none is given.")
    private Double mixUp;

    @Option(
            names = "--cutmix",
            arity = "0..1",
            fallbackValue = "1",
            paramLabel = "ALPHA",
            description = "Cover a part of each image with another; 1 if none is given.")
    private Double cutMix;

    /** Whether a setting of this name, as on the command line without the dashes, was given. */
    boolean isGiven(String setting) {
        return switch (setting) {
            case "pad" -> pad != null || randomResizedCrop != null;
            case "flip" -> flip != null;
            default -> false;
        };
    }

    /**
     * What is given, and of the usual what is not.
     *
     * @throws IllegalArgumentException if a value is out of range or two do not go together; the message names it
     */
    public Augmentation augmentation(Augmentation usual) {
        if (randAugment != null && trivialAugment) {
            throw new IllegalArgumentException("--randaugment and --trivialaugment are two policies: choose one");
        }
        if (randomResizedCrop != null && pad != null && pad > 0) {
            throw new IllegalArgumentException("--random-resized-crop cuts instead of --pad: leave one out");
        }
        Augmentation result = usual;
        if (randomResizedCrop != null) {
            result = result.withRandomResizedCrop(RandomResizedCrop.from(randomResizedCrop));
        }
        result = pad == null ? result : result.withPad(pad, usual.border());
        result = flip == null ? result : result.withFlip(flip);
        result = verticalFlip ? result.withVerticalFlip(true) : result;
        result = rotation == null ? result : result.withRotation(rotation);
        result = randAugment == null ? result : result.withRandAugment(randAugment);
        result = trivialAugment ? result.withTrivialAugmentWide() : result;
        result = colorJitter == null ? result : result.withColorJitter(colorJitter);
        result = grayscale == null ? result : result.withGrayscale(grayscale);
        if (blur != null) {
            GaussianBlur standard = GaussianBlur.DEFAULT;
            result = result.withGaussianBlur(
                    new GaussianBlur(blur, standard.kernelSize(), standard.minSigma(), standard.maxSigma()));
        }
        result = cutout == null ? result : result.withCutout(cutout);
        result = erasing == null ? result : result.withRandomErasing(RandomErasing.of(erasing));
        result = mixUp == null ? result : result.withMixUp(mixUp);
        return cutMix == null ? result : result.withCutMix(cutMix);
    }

    private static final class ColorJitterConverter implements ITypeConverter<ColorJitter> {
        @Override
        public ColorJitter convert(String value) {
            double[] numbers = numbers(value, 4);
            return new ColorJitter(numbers[0], numbers[1], numbers[2], numbers[3]);
        }
    }

    private static final class RandAugmentConverter implements ITypeConverter<RandAugment> {
        @Override
        public RandAugment convert(String value) {
            double[] numbers = numbers(value, 2);
            if (numbers[0] != Math.rint(numbers[0]) || numbers[1] != Math.rint(numbers[1])) {
                throw new TypeConversionException("'" + value + "' are not whole numbers");
            }
            return new RandAugment((int) numbers[0], (int) numbers[1]);
        }
    }

    private static double[] numbers(String value, int count) {
        String[] parts = value.split(",", -1);
        if (parts.length == count) {
            try {
                return Arrays.stream(parts).mapToDouble(Double::parseDouble).toArray();
            } catch (NumberFormatException e) {
                // Said below.
            }
        }
        throw new TypeConversionException("'" + value + "' is not " + count + " numbers with commas between them");
    }
}
