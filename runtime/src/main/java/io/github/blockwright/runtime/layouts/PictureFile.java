package io.github.blockwright.runtime.layouts;

import java.nio.file.Path;

/**
 * A file that is a picture by its name or its content; whether it can be read is not known.
 *
 * @param path where it is
 * @param bytes its length, -1 if it is not there
 * @param modified when it was written last, in milliseconds since 1970, -1 if it is not there
 */
public record PictureFile(Path path, long bytes, long modified) {}
