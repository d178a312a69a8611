package io.github.blockwright.processor.spec;

import io.github.blockwright.processor.spec.names.JavaName;

/**
 * A class named by {@code @Apply}, as the compiler sees it.
 *
 * @param isBlock a subtype of DJL's Block
 * @param isPublic it and every class around it
 * @param isConcrete can be instantiated: a class, and not abstract
 * @param isInner needs an enclosing instance
 * @param isGeneric has type parameters
 * @param isDeprecated using it is a warning
 */
public record BlockClass(
        JavaName name,
        boolean isBlock,
        boolean isPublic,
        boolean isConcrete,
        boolean isInner,
        boolean isGeneric,
        boolean isDeprecated,
        Constructor constructor) {
    /** The public constructor without arguments. */
    public enum Constructor {
        USABLE,
        MISSING,
        /** It declares a checked exception. */
        THROWS
    }
}
