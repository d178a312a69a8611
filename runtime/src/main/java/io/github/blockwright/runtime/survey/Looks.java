package io.github.blockwright.runtime.survey;

import java.io.IOException;
import java.util.List;
import java.util.Objects;

/** Looks at the pictures of a data set, each once; no more of them are in memory than there are cores. */
final class Looks {
    private Looks() {}

    /** A look, or why there was none. */
    sealed interface Result {
        /** Of a picture that can be read. */
        record Seen(Look look) implements Result {}

        /** Of one that cannot. */
        record Bad(String reason) implements Result {}
    }

    /**
     * A result for each entry, in order.
     *
     * @throws IOException if the thread is interrupted
     */
    static List<Result> at(List<Entry> entries) throws IOException {
        return OnAllCores.map("Looking at pictures", entries, entry -> look(entry.content()));
    }

    private static Result look(Content content) {
        try {
            return new Result.Seen(content.look());
        } catch (IOException e) {
            return new Result.Bad(Objects.requireNonNullElse(e.getMessage(), e.toString()));
        } catch (OutOfMemoryError e) {
            // Nothing but the pixels of this picture took much.
            return new Result.Bad("it does not fit into Java's memory; save it smaller, or give Java more (-Xmx)");
        }
    }
}
