package io.github.blockwright.processor.check.structure;

import io.github.blockwright.processor.check.Diagnostic;
import io.github.blockwright.processor.check.Place;
import io.github.blockwright.processor.check.Problem;
import io.github.blockwright.processor.declaration.Declaration;
import java.util.Optional;

/** What generated code is made of must be visible; without it, nothing else can be judged. */
public final class LibraryRule {
    /** The problem, if a class is missing. */
    public Optional<Problem> check(Declaration declaration) {
        return declaration.surroundings().missingClass().map(name -> Diagnostic.LIBRARY_MISSING.at(Place.type(), name));
    }
}
