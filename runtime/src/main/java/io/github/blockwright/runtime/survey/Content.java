package io.github.blockwright.runtime.survey;

import io.github.blockwright.runtime.pictures.Examined;
import io.github.blockwright.runtime.pictures.Images;
import io.github.blockwright.runtime.pictures.Picture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Where the pixels of a picture come from. Any thread may ask. */
public sealed interface Content {
    /** @throws IOException if it cannot be read; the message says why, and need not name it */
    Look look() throws IOException;

    /** @throws IOException as for {@link #look} */
    Picture picture() throws IOException;

    /** A picture file. */
    record InFile(Path path) implements Content {
        @Override
        public Look look() throws IOException {
            byte[] file = Images.bytes(path);
            Examined examined = Images.examine(file);
            return Look.of(Digest.of(file), examined.picture(), Optional.of(Look.OfFile.of(examined)));
        }

        @Override
        public Picture picture() throws IOException {
            return Images.examine(Images.bytes(path)).picture();
        }
    }

    /** A picture in memory; the same bytes are the same pixels. */
    record InMemory(Picture picture) implements Content {
        @Override
        public Look look() {
            return Look.of(Digest.of(picture), picture, Optional.empty());
        }
    }
}
