package io.github.blockwright.processor.declaration;

import io.github.blockwright.processor.spec.names.JavaName;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What there is around a table: the language that it is written in, and what generated code would meet.
 *
 * @param rowAnnotations those that make a component a row
 * @param missingClass a class that every generated block needs and the record cannot see
 * @param inheritedMethods the methods without parameters that a generated block inherits
 * @param takenBlocks those of the classes that are to be generated whose names the sources already have
 * @param staleBlocks those of the taken ones that are an earlier compilation's blocks, lying among the sources
 * @param hiddenNames simple names of java.lang that the record's package has for classes of its own
 */
public record Surroundings(
        List<Class<? extends Annotation>> rowAnnotations,
        Optional<String> missingClass,
        Set<String> inheritedMethods,
        Set<JavaName> takenBlocks,
        Set<JavaName> staleBlocks,
        Set<String> hiddenNames) {}
