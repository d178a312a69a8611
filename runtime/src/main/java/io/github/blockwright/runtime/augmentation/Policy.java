package io.github.blockwright.runtime.augmentation;

import io.github.blockwright.runtime.pictures.Picture;
import java.util.SplittableRandom;

/** How strong an operation of magnitude 0 to 30 is. */
enum Policy {
    RAND_AUGMENT {
        @Override
        double most(Operation operation, int height, int width) {
            return switch (operation) {
                case SHEAR_X, SHEAR_Y -> 0.3;
                case TRANSLATE_X -> TRANSLATED * width;
                case TRANSLATE_Y -> TRANSLATED * height;
                case ROTATE -> 30;
                case POSTERIZE -> 4;
                default -> 0.9;
            };
        }
    },
    TRIVIAL_AUGMENT_WIDE {
        @Override
        double most(Operation operation, int height, int width) {
            return switch (operation) {
                case TRANSLATE_X, TRANSLATE_Y -> 32;
                case ROTATE -> 135;
                case POSTERIZE -> 6;
                default -> 0.99;
            };
        }
    };

    /** Instead of a strength: one at random. */
    static final int ANY = -1;

    private static final int STRONGEST = 30;

    /** 150 of 331 pixels, AutoAugment's on its pictures. */
    private static final double TRANSLATED = 150 / 331.0;

    private static final Operation[] OPERATIONS = Operation.values();

    /** The magnitude of strength 30, or for posterising the bits that are lost at it. */
    abstract double most(Operation operation, int height, int width);

    /** The magnitude, in the operation's own terms, of a strength from 0 to 30. */
    double magnitude(Operation operation, int strength, int height, int width) {
        double part = strength / (double) STRONGEST;
        return switch (operation) {
            case POSTERIZE -> 8 - Math.rint(part * most(operation, height, width));
            case SOLARIZE -> 1 - part;
            default -> part * most(operation, height, width);
        };
    }

    /**
     * Applies one operation at random.
     *
     * @param strength from 0 to 30, or {@link #ANY}
     */
    Picture applied(Picture picture, int strength, SplittableRandom random) {
        Operation operation = OPERATIONS[random.nextInt(OPERATIONS.length)];
        if (!operation.hasMagnitude()) {
            return operation.applied(picture, 0);
        }
        int drawn = strength != ANY ? strength : random.nextInt(STRONGEST + 1);
        double magnitude = magnitude(operation, drawn, picture.height(), picture.width());
        boolean negative = operation.signed() && random.nextInt(2) == 1;
        return operation.applied(picture, negative ? -magnitude : magnitude);
    }
}
