package io.github.blockwright.runtime.layouts;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What pictures are for, by the names that people give to folders, files and values; upper and lower case are the same. */
public enum Part {
    TRAIN,
    VALIDATION,
    TEST;

    /** The part of exactly this name. */
    public static Optional<Part> named(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "train", "training" -> Optional.of(TRAIN);
            case "validation", "valid", "val" -> Optional.of(VALIDATION);
            case "test", "testing" -> Optional.of(TEST);
            default -> Optional.empty();
        };
    }

    /** The part that is one of the words of a name, such as {@code Train_labels.csv}, if there is exactly one. */
    static Optional<Part> within(String name) {
        List<Part> parts = Stream.of(name.split("[^A-Za-z]+"))
                .map(Part::named)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        return parts.size() == 1 ? Optional.of(parts.get(0)) : Optional.empty();
    }

    /** The usual name, in lower case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
