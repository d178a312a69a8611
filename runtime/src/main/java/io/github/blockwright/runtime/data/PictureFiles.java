package io.github.blockwright.runtime.data;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Files that are labelled pictures, in a fixed order.
 *
 * @param classes the names in the order of the labels
 * @param multiLabel whether a picture may have several labels, or none
 * @param entries a line for each
 */
record PictureFiles(List<String> classes, boolean multiLabel, List<Entry> entries) {
    PictureFiles {
        classes = List.copyOf(classes);
        entries = List.copyOf(entries);
    }

    /**
     * A picture.
     *
     * @param path where it is
     * @param name below the place where it was found, with slashes on every system
     * @param bytes its length
     * @param modified when it was written last, in milliseconds since 1970
     * @param labels indices into the classes, ascending; shared, so not to be written to
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Entry(Path path, String name, long bytes, long modified, int[] labels) {
        /** The first, or -1 if there is none. */
        int label() {
            return labels.length == 0 ? -1 : labels[0];
        }
    }

    /** A hash of everything that was found: names, lengths, times, labels and classes. 64 hexadecimal digits. */
    String hash() {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
        StringBuilder line = new StringBuilder();
        classes.forEach(name -> line.append(name.length()).append(' ').append(name));
        for (Entry entry : entries) {
            line.append(entry.name().length()).append(' ').append(entry.name());
            line.append(' ').append(entry.bytes()).append(' ').append(entry.modified());
            for (int label : entry.labels()) {
                line.append(' ').append(label);
            }
            digest.update(line.append('\n').toString().getBytes(StandardCharsets.UTF_8));
            line.setLength(0);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
