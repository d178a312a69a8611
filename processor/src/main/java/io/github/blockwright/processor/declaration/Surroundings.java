package io.github.blockwright.processor.declaration;

import io.github.blockwright.processor.spec.names.JavaName;
import java.util.Optional;
import java.util.Set;

/**
 * What generated code would meet.
 *
 * @param missingClass a class that every generated block needs and the record cannot see
 * @param inheritedMethods the methods without parameters that a generated block inherits
 * @param takenBlocks those of the classes that are to be generated whose names the sources already have
 * @param hiddenNames simple names of java.lang that the record's package has for classes of its own
 */
public record Surroundings(
        Optional<String> missingClass,
        Set<String> inheritedMethods,
        Set<JavaName> takenBlocks,
        Set<String> hiddenNames) {}
