package io.github.blockwright.processor.check;

import io.github.blockwright.processor.declaration.Declaration;
import java.util.List;

/** Judges a declaration as a whole. */
@FunctionalInterface
public interface DeclarationRule {
    /** What is wrong, in the order of the source. */
    List<Problem> check(Declaration declaration);
}
