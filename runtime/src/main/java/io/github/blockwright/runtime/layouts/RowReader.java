package io.github.blockwright.runtime.layouts;

import io.github.blockwright.runtime.files.FileLimit;
import java.io.BufferedReader;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;

/** Reads a table of which no row may be without end: a quote that nobody closes would take the rest of the file into memory. */
final class RowReader extends BufferedReader {
    private final Counted counted;

    RowReader(Path file, Reader in) {
        this(new Counted(file, in));
    }

    private RowReader(Counted counted) {
        super(counted);
        this.counted = counted;
    }

    /** Says that a row begins, give or take what is read ahead. */
    void nextRow() {
        counted.characters = 0;
    }

    /** A row is longer than any can be. */
    static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1;

        private TooLongException(String message) {
            super(message);
        }
    }

    private static final class Counted extends FilterReader {
        private final Path file;
        private final long most = FileLimit.ROW.value();
        private long characters;

        private Counted(Path file, Reader in) {
            super(in);
            this.file = file;
        }

        @Override
        public int read(char[] target, int from, int length) throws IOException {
            int read = super.read(target, from, length);
            characters += Math.max(0, read);
            if (characters > most) {
                throw new TooLongException(FileLimit.ROW
                        .exceeded(file, "a row's characters, because of a quote that is not closed perhaps, are")
                        .getMessage());
            }
            return read;
        }
    }
}
