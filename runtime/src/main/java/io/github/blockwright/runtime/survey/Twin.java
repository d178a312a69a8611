package io.github.blockwright.runtime.survey;

/**
 * Two pictures that are the same, or nearly.
 *
 * @param one an index into the entries
 * @param other an index into the entries; across parts, the one in the earlier part, which is train if there is one there
 * @param distance bits in which their hashes differ; 0 where their bytes are the same too
 * @param mirrored whether they are nearly the same once one of them is seen in a mirror
 */
record Twin(int one, int other, int distance, boolean mirrored) {
    /** Not in a mirror. */
    Twin(int one, int other, int distance) {
        this(one, other, distance, false);
    }
}
