package io.github.blockwright.processor.read;

import io.github.blockwright.processor.spec.names.JavaName;
import java.util.HashSet;
import java.util.Set;

/** The classes of a compilation that are sources: those that were there, and the blocks that were generated. */
public final class SourceNames {
    private final Set<String> given = new HashSet<>();
    private final Set<String> stale = new HashSet<>();
    private final Set<String> blocks = new HashSet<>();

    /**
     * Notes a top-level class of a round; a block is in the round after it was generated.
     *
     * @param isGenerated whether it is a block of this or an earlier compilation
     */
    public void addRoot(String name, boolean isGenerated) {
        if (!blocks.contains(name)) {
            given.add(name);
            if (isGenerated) {
                stale.add(name);
            }
        }
    }

    /** Notes that a block was generated. */
    public void addBlock(JavaName block) {
        blocks.add(block.toString());
    }

    /** Whether a record is in this compilation, so that its own messages come in it. */
    boolean hasSource(JavaName record) {
        return given.contains(record.outermost().toString());
    }

    /** Whether the name of a block that is to be generated is taken. */
    boolean isTaken(JavaName block) {
        return isGiven(block) || blocks.contains(block.toString());
    }

    /** Whether a class is a block that an earlier compilation generated. */
    boolean isStale(JavaName block) {
        return stale.contains(block.toString());
    }

    /** Whether a block's name is that of a class that was not generated for a table. */
    boolean isGiven(JavaName block) {
        return given.contains(block.toString());
    }
}
