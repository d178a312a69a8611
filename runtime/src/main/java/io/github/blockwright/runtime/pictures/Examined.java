package io.github.blockwright.runtime.pictures;

/**
 * A decoded picture and what its file says of itself.
 *
 * @param picture as a person sees it
 * @param kind of the file, by its content
 * @param hasAlpha whether it can be transparent
 * @param orientation 1 to 8 as in EXIF, where 1 is upright; the picture is turned already
 * @param hasProfile whether a colour profile is embedded
 */
public record Examined(Picture picture, PictureKind kind, boolean hasAlpha, int orientation, boolean hasProfile) {}
