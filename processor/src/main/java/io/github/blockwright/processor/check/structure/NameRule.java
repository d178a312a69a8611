package io.github.blockwright.processor.check.structure;

import io.github.blockwright.processor.check.DeclarationRule;
import io.github.blockwright.processor.check.Diagnostic;
import io.github.blockwright.processor.check.Place;
import io.github.blockwright.processor.check.Problem;
import io.github.blockwright.processor.declaration.Component;
import io.github.blockwright.processor.declaration.Declaration;
import io.github.blockwright.processor.spec.names.JavaName;
import io.github.blockwright.processor.spec.names.RowConstants;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Names in generated code must not collide with what is there, or with each other. */
public final class NameRule implements DeclarationRule {
    @Override
    public List<Problem> check(Declaration declaration) {
        List<Problem> problems = new ArrayList<>();
        JavaName block = declaration.name().block();
        if (declaration.surroundings().takenBlocks().contains(block)) {
            boolean isStale = declaration.surroundings().staleBlocks().contains(block);
            problems.add((isStale ? Diagnostic.STALE_BLOCK : Diagnostic.BLOCK_NAME_TAKEN).at(Place.type(), block));
        }
        Map<String, String> constants = new HashMap<>();
        for (Component component : declaration.components()) {
            String name = component.name();
            Place place = Place.component(name);
            if (declaration.surroundings().inheritedMethods().contains(name)) {
                problems.add(Diagnostic.ACCESSOR_NAME_TAKEN.at(place, name));
            }
            String constant = RowConstants.of(name);
            String first = constants.putIfAbsent(constant, name);
            if (first != null) {
                problems.add(Diagnostic.ROW_CONSTANT_TAKEN.at(place, constant, first));
            }
        }
        return problems;
    }
}
