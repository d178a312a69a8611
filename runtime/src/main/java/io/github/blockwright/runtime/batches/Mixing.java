package io.github.blockwright.runtime.batches;

import io.github.blockwright.runtime.augmentation.Beta;
import io.github.blockwright.runtime.augmentation.Box;
import io.github.blockwright.runtime.blocks.InputSpec;
import java.nio.FloatBuffer;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * MixUp and CutMix as torchvision defines them: one share is drawn for a batch, and each image is mixed with the one before
 * it, the first with the last. Since batches are shuffled, that is any image.
 *
 * @param mixUp alpha of the Beta distribution; 0 for none
 * @param cutMix alpha of the Beta distribution; 0 for none. With both, either is done to half of the batches
 * @param height of the images in pixels
 * @param width of the images in pixels
 * @param channels of the images
 */
record Mixing(double mixUp, double cutMix, int height, int width, int channels) {
    Mixing(double mixUp, double cutMix, InputSpec input) {
        this(mixUp, cutMix, input.height(), input.width(), input.channels());
    }

    /**
     * Mixes a batch.
     *
     * @param values its images in the order NHWC, which are changed
     * @return the images' shares of the classes, with the class of the larger part as label
     */
    Targets mixed(FloatBuffer values, Targets targets, SplittableRandom random) {
        boolean blends = cutMix == 0 || (mixUp > 0 && random.nextInt(2) == 0);
        if (blends) {
            double own = Beta.draw(mixUp, random);
            blend(values, targets.size(), own);
            return mixed(targets, own);
        }
        Box box = box(Beta.draw(cutMix, random), random);
        cover(values, targets.size(), box);
        return mixed(targets, 1 - box.height() * box.width() / ((double) height * width));
    }

    /** Where the other image shows: a part of this area around any pixel, as far as it lies in the image. */
    private Box box(double own, SplittableRandom random) {
        int x = random.nextInt(width);
        int y = random.nextInt(height);
        double half = Math.sqrt(1 - own) / 2;
        int halfWidth = (int) (half * width);
        int halfHeight = (int) (half * height);
        return Box.around(y - halfHeight, x - halfWidth, y + halfHeight, x + halfWidth, height, width);
    }

    void blend(FloatBuffer values, int images, double own) {
        int length = height * width * channels;
        float ownShare = (float) own;
        float otherShare = (float) (1 - own);
        float[] last = new float[length];
        values.get((images - 1) * length, last);
        float[] image = last.clone();
        float[] before = new float[length];
        // Backwards, so that the image before is still as it was.
        for (int i = images - 1; i >= 0; i--) {
            if (i > 0) {
                values.get((i - 1) * length, before);
            } else {
                System.arraycopy(last, 0, before, 0, length);
            }
            for (int j = 0; j < length; j++) {
                image[j] = ownShare * image[j] + otherShare * before[j];
            }
            values.put(i * length, image);
            System.arraycopy(before, 0, image, 0, length);
        }
    }

    void cover(FloatBuffer values, int images, Box box) {
        int line = width * channels;
        float[] part = new float[box.width() * channels];
        float[] ofLast = new float[part.length];
        for (int y = box.top(); y < box.top() + box.height(); y++) {
            int start = y * line + box.left() * channels;
            values.get((images - 1) * height * line + start, ofLast);
            for (int i = images - 1; i > 0; i--) {
                values.get((i - 1) * height * line + start, part);
                values.put(i * height * line + start, part);
            }
            values.put(start, ofLast);
        }
    }

    private static Targets mixed(Targets targets, double own) {
        int images = targets.size();
        int classes = targets.classes();
        float[] before = shares(targets);
        float[] shares = new float[before.length];
        int[] labels = new int[images];
        for (int i = 0; i < images; i++) {
            int other = (i + images - 1) % images;
            labels[i] = targets.labels()[own >= 0.5 ? i : other];
            for (int c = 0; c < classes; c++) {
                shares[i * classes + c] =
                        (float) own * before[i * classes + c] + (float) (1 - own) * before[other * classes + c];
            }
        }
        return new Targets(classes, labels, Optional.of(shares));
    }

    private static float[] shares(Targets targets) {
        return targets.shares().orElseGet(() -> {
            float[] shares = new float[targets.size() * targets.classes()];
            for (int i = 0; i < targets.size(); i++) {
                shares[i * targets.classes() + targets.labels()[i]] = 1;
            }
            return shares;
        });
    }
}
