package io.github.blockwright.runtime.survey;

import io.github.blockwright.runtime.pictures.Examined;
import io.github.blockwright.runtime.pictures.Picture;
import io.github.blockwright.runtime.pictures.PictureKind;
import java.util.Optional;

/**
 * What a look at a picture found; small, so that those of all pictures fit into memory.
 *
 * @param height in pixels, upright
 * @param width in pixels, upright
 * @param grey whether it is stored as grey
 * @param fingerprint what it looks like; none if it is plain
 * @param file what its file says, if it has one
 */
record Look(
        Digest digest,
        int height,
        int width,
        boolean grey,
        Optional<Fingerprint> fingerprint,
        ChannelMoments moments,
        Optional<OfFile> file) {

    /** What the file of a picture says of itself. */
    record OfFile(PictureKind kind, boolean hasAlpha, boolean turned, boolean hasProfile) {
        static OfFile of(Examined examined) {
            return new OfFile(examined.kind(), examined.hasAlpha(), examined.orientation() != 1, examined.hasProfile());
        }
    }

    static Look of(Digest digest, Picture picture, Optional<OfFile> file) {
        return new Look(
                digest,
                picture.height(),
                picture.width(),
                picture.channels() == 1,
                Fingerprint.of(picture),
                ChannelMoments.of(picture),
                file);
    }

    /** In pixels. */
    long area() {
        return (long) height * width;
    }
}
