package io.github.blockwright.runtime.layouts;

import java.util.List;

/**
 * The pictures of one part in a fixed order: of folders, class by class and then by name; of an index, its own.
 *
 * @param files the pictures
 * @param labels the labels of each, ascending indices into the classes; shared, so not to be written to
 */
public record FoundPart(List<PictureFile> files, List<int[]> labels) {
    static final FoundPart EMPTY = new FoundPart(List.of(), List.of());

    /** How many pictures there are. */
    public int size() {
        return files.size();
    }
}
