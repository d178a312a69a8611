package io.github.blockwright.processor.check.values;

import io.github.blockwright.processor.check.Diagnostic;
import io.github.blockwright.processor.check.Place;
import io.github.blockwright.processor.check.Problem;
import io.github.blockwright.processor.declaration.Declaration;
import io.github.blockwright.processor.spec.Variant;
import io.github.blockwright.processor.spec.names.JavaName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The attributes of a {@code @Variant}, each by itself, and its name beside the others. */
public final class VariantRule {
    private VariantRule() {}

    /**
     * What is wrong with a variant whatever the rows are.
     *
     * @param number counted from 0
     */
    public static List<Problem> check(Declaration declaration, int number) {
        List<Variant> variants = declaration.variants().orElseThrow();
        Variant variant = variants.get(number);
        Place place = Place.variant(number);
        List<Problem> problems = new ArrayList<>();
        variant.widthMultiplier()
                .flatMap(width -> SettingsRule.positive(place.attribute("widthMultiplier"), width, "0.75"))
                .ifPresent(problems::add);
        variant.inputHeight()
                .flatMap(height -> SizeRule.atLeast(1, place.attribute("inputHeight"), height))
                .ifPresent(problems::add);
        variant.inputWidth()
                .flatMap(width -> SizeRule.atLeast(1, place.attribute("inputWidth"), width))
                .ifPresent(problems::add);
        problems.addAll(SettingsRule.budget(place.attribute("budget"), variant.budget()));
        problems.replaceAll(problem -> problem.of(variant.name()));
        name(declaration, variant.name(), variants.subList(0, number), place.attribute("name"))
                .ifPresent(problems::add);
        return problems;
    }

    private static Optional<Problem> name(Declaration declaration, String name, List<Variant> before, Place place) {
        if (name.isEmpty() || !name.codePoints().allMatch(VariantRule::isPartOfName)) {
            return Optional.of(Diagnostic.VARIANT_NAME.at(place, name));
        }
        if (before.stream().anyMatch(other -> other.name().equalsIgnoreCase(name))) {
            return Optional.of(Diagnostic.VARIANT_REPEATED.at(place, name));
        }
        JavaName block = declaration.name().block(name);
        if (!declaration.surroundings().takenBlocks().contains(block)) {
            return Optional.empty();
        }
        boolean isStale = declaration.surroundings().staleBlocks().contains(block);
        return Optional.of((isStale ? Diagnostic.STALE_BLOCK : Diagnostic.VARIANT_BLOCK_TAKEN)
                .at(place, block)
                .of(name));
    }

    private static boolean isPartOfName(int character) {
        return character == '_' || Character.isLetterOrDigit(character);
    }
}
