package io.github.blockwright.runtime.layouts;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What was found at a place.
 *
 * @param place the folder or the index that says it
 * @param classes their names in the order of the labels, which is that of the names; all in Unicode's form NFC
 * @param multiLabel whether a picture may have several labels, or none
 * @param parts those that are there, none of them empty
 * @param remarks what a person should know: what was passed over, what a part lacks; each a line
 */
public record FoundPictures(
        Path place, List<String> classes, boolean multiLabel, Map<Part, FoundPart> parts, List<String> remarks) {
    public FoundPictures {
        classes = List.copyOf(classes);
        parts = Map.copyOf(parts);
        remarks = List.copyOf(remarks);
    }

    /** A part's pictures, none if it is not there. */
    public FoundPart part(Part part) {
        return parts.getOrDefault(part, FoundPart.EMPTY);
    }
}
