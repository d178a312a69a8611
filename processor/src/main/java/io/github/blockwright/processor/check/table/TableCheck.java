package io.github.blockwright.processor.check.table;

import io.github.blockwright.processor.check.DeclarationRule;
import io.github.blockwright.processor.check.Place;
import io.github.blockwright.processor.check.Problem;
import io.github.blockwright.processor.check.structure.ComponentRule;
import io.github.blockwright.processor.check.structure.LibraryRule;
import io.github.blockwright.processor.check.structure.NameRule;
import io.github.blockwright.processor.check.structure.RecordRule;
import io.github.blockwright.processor.check.structure.SuppressionRule;
import io.github.blockwright.processor.check.values.RowValueRules;
import io.github.blockwright.processor.check.values.SettingsRule;
import io.github.blockwright.processor.check.values.VariantRule;
import io.github.blockwright.processor.declaration.Component;
import io.github.blockwright.processor.declaration.Declaration;
import io.github.blockwright.processor.spec.Input;
import io.github.blockwright.processor.spec.Row;
import io.github.blockwright.processor.spec.Settings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Applies all rules to a declaration. A mistake never gives a second message: shapes are followed up to the first row whose
 * own is decided by what is wrong with it, and not at all where the input is wrong.
 */
public final class TableCheck {
    private static final List<DeclarationRule> STRUCTURE =
            List.of(new RecordRule(), new ComponentRule(), new NameRule(), new SuppressionRule());

    private TableCheck() {}

    /** Whether a declaration has no mistakes; it may have warnings. */
    public static boolean isSound(Declaration declaration) {
        return isSound(check(declaration));
    }

    /** Whether problems are warnings only. */
    public static boolean isSound(List<Problem> problems) {
        for (Problem problem : problems) {
            if (problem.diagnostic().isError()) {
                return false;
            }
        }
        return true;
    }

    /** All problems but the warnings that the user silenced. */
    public static List<Problem> check(Declaration declaration) {
        Optional<Problem> fatal = new LibraryRule().check(declaration).or(() -> RecordRule.notARecord(declaration));
        if (fatal.isPresent()) {
            return List.of(fatal.get());
        }
        List<Problem> problems = new ArrayList<>();
        for (DeclarationRule rule : STRUCTURE) {
            problems.addAll(rule.check(declaration));
        }
        List<Problem> settings = new SettingsRule().check(declaration);
        Optional<Input> images = settings.isEmpty() ? declaration.settings().map(Settings::input) : Optional.empty();
        List<Problem> values = new ArrayList<>();
        for (Component component : declaration.components()) {
            if (component.row().isPresent()) {
                values.addAll(
                        RowValueRules.check(declaration, images, component.row().get()));
            }
        }
        problems.addAll(settings);
        problems.addAll(values);
        Set<Integer> variants = new TreeSet<>();
        for (int i = 0; i < declaration.variants().orElse(List.of()).size(); i++) {
            List<Problem> variant = VariantRule.check(declaration, i);
            if (variant.isEmpty()) {
                variants.add(i);
            }
            problems.addAll(variant);
        }
        if (images.isPresent()) {
            problems.addAll(flow(declaration, values, variants));
        }
        problems.removeIf(problem -> isSilenced(problem, declaration));
        problems.sort(Comparator.comparingInt(problem -> order(problem.place(), declaration)));
        return problems;
    }

    private static List<Problem> flow(Declaration declaration, List<Problem> values, Set<Integer> variants) {
        Set<String> broken = new HashSet<>();
        for (Problem problem : values) {
            problem.place().component().ifPresent(broken::add);
        }
        List<Row> rows = declaration.leadingRows();
        int known = 0;
        while (known < rows.size() && hasShape(rows.get(known), values)) {
            known++;
        }
        return FamilyCheck.check(declaration, known, broken, variants);
    }

    private static boolean hasShape(Row row, List<Problem> values) {
        return values.stream()
                .map(Problem::place)
                .filter(place -> place.component().equals(Optional.of(row.name())))
                .noneMatch(place -> row.operator().isShapedBy(place.attribute()));
    }

    /** As places follow each other in a source: the type's annotations, its name, its components. */
    private static int order(Place place, Declaration declaration) {
        if (place.component().isEmpty()) {
            return place.annotation().isPresent() ? 0 : 1;
        }
        List<String> names =
                declaration.components().stream().map(Component::name).toList();
        return 2 + names.indexOf(place.component().get());
    }

    private static boolean isSilenced(Problem problem, Declaration declaration) {
        if (problem.diagnostic().isSilencedBy(declaration.suppressions())) {
            return true;
        }
        String place = problem.place().component().orElse("");
        for (Component component : declaration.components()) {
            if (component.name().equals(place)) {
                return problem.diagnostic().isSilencedBy(component.suppressions());
            }
        }
        return false;
    }
}
