package io.github.blockwright.runtime.augmentation;

import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.data.RandomChange.ColorJitter;
import io.github.blockwright.runtime.data.RandomChange.GaussianBlur;
import io.github.blockwright.runtime.data.RandomChange.RandAugment;
import io.github.blockwright.runtime.pictures.Picture;
import java.util.SplittableRandom;

/** Those changes of an augmentation that make other pixels of a picture in its own size: from rotation to blur. */
public record PictureChanges(Augmentation settings) {
    /** Whether there is none. */
    public boolean areNone() {
        return settings.rotation() == 0
                && settings.randAugment().isEmpty()
                && !settings.trivialAugmentWide()
                && settings.colorJitter().isEmpty()
                && settings.grayscale() == 0
                && settings.gaussianBlur().isEmpty();
    }

    /**
     * Checks that pictures of this size can be changed so.
     *
     * @throws IllegalArgumentException if they cannot; the message names the setting
     */
    public void check(int height, int width, int channels) {
        if ((!areNone() || settings.needsMargin()) && channels != 1 && channels != 3) {
            throw new IllegalArgumentException("Crops, rotation, colours, blur and policies change images of 1 or 3"
                    + " channels, not of " + channels + ": leave them out of the augmentation");
        }
        settings.gaussianBlur().ifPresent(blur -> {
            int most = Math.min(height, width);
            if (blur.kernelSize() / 2 >= most) {
                throw new IllegalArgumentException("gaussianBlur: an image of " + height + " × " + width
                        + " is too small for kernelSize " + blur.kernelSize() + ": it must be below " + 2 * most);
            }
        });
    }

    /** Draws and applies them. */
    public Picture applied(Picture picture, SplittableRandom random) {
        Picture result = picture;
        if (settings.rotation() > 0) {
            double degrees = Box.between(-settings.rotation(), settings.rotation(), random);
            result = Affine.rotation(degrees, picture.height(), picture.width()).applied(result);
        }
        if (settings.randAugment().isPresent()) {
            RandAugment policy = settings.randAugment().get();
            for (int i = 0; i < policy.numOps(); i++) {
                result = Policy.RAND_AUGMENT.applied(result, policy.magnitude(), random);
            }
        }
        if (settings.trivialAugmentWide()) {
            result = Policy.TRIVIAL_AUGMENT_WIDE.applied(result, Policy.ANY, random);
        }
        if (settings.colorJitter().isPresent()) {
            result = jittered(settings.colorJitter().get(), result, random);
        }
        if (settings.grayscale() > 0 && random.nextDouble() < settings.grayscale()) {
            result = Pixelwise.grayscale(result);
        }
        if (settings.gaussianBlur().isPresent()) {
            result = blurred(settings.gaussianBlur().get(), result, random);
        }
        return result;
    }

    /** The order is drawn first and then the four amounts, those of nothing too. */
    private static Picture jittered(ColorJitter jitter, Picture picture, SplittableRandom random) {
        int[] order = {0, 1, 2, 3};
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
        double brightness = factor(jitter.brightness(), random);
        double contrast = factor(jitter.contrast(), random);
        double saturation = factor(jitter.saturation(), random);
        double turn = Box.between(-jitter.hue(), jitter.hue(), random);
        Picture result = picture;
        for (int change : order) {
            result = switch (change) {
                case 0 -> jitter.brightness() == 0 ? result : Pixelwise.brightness(result, brightness);
                case 1 -> jitter.contrast() == 0 ? result : Pixelwise.contrast(result, contrast);
                case 2 -> jitter.saturation() == 0 ? result : Pixelwise.saturation(result, saturation);
                default -> jitter.hue() == 0 ? result : Pixelwise.hue(result, turn);
            };
        }
        return result;
    }

    private static double factor(double amount, SplittableRandom random) {
        return Box.between(Math.max(0, 1 - amount), 1 + amount, random);
    }

    private static Picture blurred(GaussianBlur blur, Picture picture, SplittableRandom random) {
        if (random.nextDouble() >= blur.probability()) {
            return picture;
        }
        return Neighbourhoods.blur(picture, blur.kernelSize(), Box.between(blur.minSigma(), blur.maxSigma(), random));
    }
}
