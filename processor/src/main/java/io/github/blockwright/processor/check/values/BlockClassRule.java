package io.github.blockwright.processor.check.values;

import io.github.blockwright.processor.check.Diagnostic;
import io.github.blockwright.processor.spec.BlockClass;
import io.github.blockwright.processor.spec.BlockClass.Constructor;
import java.util.Optional;

/** The class of an {@code @Apply} row is one that generated code can instantiate. The first thing wrong is told. */
final class BlockClassRule {
    private BlockClassRule() {}

    static Optional<Diagnostic> check(BlockClass block) {
        if (!block.isBlock()) {
            return Optional.of(Diagnostic.NOT_A_BLOCK);
        }
        if (!block.isConcrete()) {
            return Optional.of(Diagnostic.BLOCK_ABSTRACT);
        }
        if (block.isInner()) {
            return Optional.of(Diagnostic.BLOCK_INNER);
        }
        if (!block.isPublic()) {
            return Optional.of(Diagnostic.BLOCK_NOT_PUBLIC);
        }
        if (block.constructor() == Constructor.MISSING) {
            return Optional.of(Diagnostic.BLOCK_CONSTRUCTOR);
        }
        return block.constructor() == Constructor.THROWS
                ? Optional.of(Diagnostic.BLOCK_CONSTRUCTOR_THROWS)
                : Optional.empty();
    }
}
