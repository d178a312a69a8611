package io.github.blockwright.processor.check.structure;

import io.github.blockwright.dsl.Network;
import io.github.blockwright.processor.check.DeclarationRule;
import io.github.blockwright.processor.check.Diagnostic;
import io.github.blockwright.processor.check.Place;
import io.github.blockwright.processor.check.Problem;
import io.github.blockwright.processor.declaration.Declaration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A table is a record with components, as many as Java allows, without type parameters, that its block can see. */
public final class RecordRule implements DeclarationRule {
    /** A method has at most 255 arguments, this among them (Java Virtual Machine Specification, 4.3.3). */
    private static final int MOST_COMPONENTS = 254;

    /** The problem of a type that is not a record; it has no components to judge. */
    public static Optional<Problem> notARecord(Declaration declaration) {
        if (declaration.isRecord()) {
            return Optional.empty();
        }
        return Optional.of(Diagnostic.NOT_A_RECORD.at(
                Place.type().annotation(Network.class),
                withArticle(declaration.kind()),
                declaration.name().simpleName()));
    }

    @Override
    public List<Problem> check(Declaration declaration) {
        List<Problem> problems = new ArrayList<>();
        if (!declaration.typeParameters().isEmpty()) {
            problems.add(Diagnostic.GENERIC_RECORD.at(
                    Place.type(), "<" + String.join(", ", declaration.typeParameters()) + ">"));
        }
        if (declaration.isHidden()) {
            problems.add(Diagnostic.HIDDEN_RECORD.at(Place.type()));
        }
        if (declaration.components().isEmpty()) {
            problems.add(Diagnostic.EMPTY_RECORD.at(Place.type()));
        }
        if (declaration.components().size() > MOST_COMPONENTS) {
            problems.add(Diagnostic.TOO_MANY_ROWS.at(
                    Place.type(),
                    declaration.components().size(),
                    MOST_COMPONENTS,
                    declaration.name().simpleName()));
        }
        return problems;
    }

    private static String withArticle(String kind) {
        return ("aeiou".indexOf(kind.charAt(0)) >= 0 ? "an " : "a ") + kind;
    }
}
