package io.github.blockwright.processor.declaration;

import java.util.Optional;
import java.util.Set;

/**
 * What generated code would meet.
 *
 * @param missingClass a class that every generated block needs and the record cannot see
 * @param inheritedMethods the methods without parameters that a generated block inherits
 * @param isBlockNameTaken whether the sources already have a class of the generated block's name
 */
public record Surroundings(Optional<String> missingClass, Set<String> inheritedMethods, boolean isBlockNameTaken) {}
