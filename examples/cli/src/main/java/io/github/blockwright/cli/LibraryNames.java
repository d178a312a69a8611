package io.github.blockwright.cli;

import java.util.Iterator;

/** The library's networks, for the shell to complete. */
final class LibraryNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return Tables.library().iterator();
    }
}
