package io.github.blockwright.runtime.layouts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Finds out how a data set lies at a path: an archive of any of these, an index of pictures (a table with a path and a label
 * in each row), a folder with an index in it, or folders of classes.
 */
public final class Layouts {
    private Layouts() {}

    /**
     * Finds the pictures. An archive is unpacked beside itself first, once.
     *
     * @throws IOException if there are no pictures with labels, or it is not clear which are meant; the message names the
     *     place and what to do
     */
    public static FoundPictures find(Path path) throws IOException {
        if (Files.isRegularFile(path)) {
            if (Rows.canBe(path.getFileName().toString())) {
                return Index.of(path).find(new PassedOver());
            }
            throw new IOException(path + " is a single file, and neither an archive (.zip, .tar, .tar.gz) nor an index"
                    + " (.csv, .tsv, .jsonl): give the folder that the pictures are in");
        }
        Path folder = FolderLayout.unwrapped(path);
        PassedOver passedOver = new PassedOver();
        return Index.isIn(folder)
                ? Index.in(folder, passedOver).find(passedOver)
                : new FolderLayout(folder, passedOver).find();
    }
}
