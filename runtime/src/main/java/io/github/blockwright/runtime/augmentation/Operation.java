package io.github.blockwright.runtime.augmentation;

import io.github.blockwright.runtime.pictures.Picture;

/** The operations that RandAugment and TrivialAugment draw from, under torchvision's names. */
enum Operation {
    IDENTITY(false),
    SHEAR_X(true),
    SHEAR_Y(true),
    TRANSLATE_X(true),
    TRANSLATE_Y(true),
    ROTATE(true),
    BRIGHTNESS(true),
    COLOR(true),
    CONTRAST(true),
    SHARPNESS(true),
    POSTERIZE(false),
    SOLARIZE(false),
    AUTO_CONTRAST(false),
    EQUALIZE(false);

    private final boolean signed;

    Operation(boolean signed) {
        this.signed = signed;
    }

    /** Whether half of the magnitudes are taken negative. */
    boolean signed() {
        return signed;
    }

    /** Whether there is more or less of it. */
    boolean hasMagnitude() {
        return this != IDENTITY && this != AUTO_CONTRAST && this != EQUALIZE;
    }

    /**
     * Applies it.
     *
     * @param magnitude a tangent, pixels, degrees, what is added to a factor of 1, bits, or a share of 255
     */
    Picture applied(Picture picture, double magnitude) {
        return switch (this) {
            case IDENTITY -> picture;
            case SHEAR_X -> Affine.shearX(magnitude).applied(picture);
            case SHEAR_Y -> Affine.shearY(magnitude).applied(picture);
            case TRANSLATE_X -> Affine.translation((int) magnitude, 0).applied(picture);
            case TRANSLATE_Y -> Affine.translation(0, (int) magnitude).applied(picture);
            case ROTATE ->
                Affine.rotation(magnitude, picture.height(), picture.width()).applied(picture);
            case BRIGHTNESS -> Pixelwise.brightness(picture, 1 + magnitude);
            case COLOR -> Pixelwise.saturation(picture, 1 + magnitude);
            case CONTRAST -> Pixelwise.contrast(picture, 1 + magnitude);
            case SHARPNESS -> Neighbourhoods.sharpness(picture, 1 + magnitude);
            case POSTERIZE -> Tables.posterize(picture, (int) magnitude);
            case SOLARIZE -> Tables.solarize(picture, 255 * magnitude);
            case AUTO_CONTRAST -> Tables.autoContrast(picture);
            case EQUALIZE -> Tables.equalize(picture);
        };
    }
}
