package io.github.blockwright.cli.guide;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A fenced block of a page, with what the comments right before it say to the tests: {@code before} is code that a reader
 * has by then, {@code arguments} what a program is started with, {@code not run} and {@code not compiled} a reason.
 *
 * @param page relative to the root of the repository
 * @param line of its fence, from 1
 * @param language the first word behind the fence, empty if there is none
 */
record Block(Path page, int line, String language, String text, Map<String, String> notes) {
    Optional<String> note(String key) {
        return Optional.ofNullable(notes.get(key));
    }

    /** A name that no other block has, and that is one in Java too. */
    String name() {
        String file = page.toString().replaceAll("\\.md$", "").replaceAll("[^A-Za-z0-9]+", "_");
        return file + "_" + line;
    }

    @Override
    public String toString() {
        return page + ":" + line;
    }
}
