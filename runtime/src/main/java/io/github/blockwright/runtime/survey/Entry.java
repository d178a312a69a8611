package io.github.blockwright.runtime.survey;

import io.github.blockwright.runtime.layouts.Part;

/**
 * A labelled picture of a data set, wherever it is.
 *
 * @param name such as its path
 * @param part that it belongs to
 * @param labels of its classes, of which there is one, or several
 * @param content to be looked at
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Entry(String name, Part part, int[] labels, Content content) {}
