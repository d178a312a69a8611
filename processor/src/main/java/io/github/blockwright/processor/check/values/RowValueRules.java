package io.github.blockwright.processor.check.values;

import io.github.blockwright.processor.check.Diagnostic;
import io.github.blockwright.processor.check.Place;
import io.github.blockwright.processor.check.Problem;
import io.github.blockwright.processor.declaration.Declaration;
import io.github.blockwright.processor.spec.AttributeChecks;
import io.github.blockwright.processor.spec.BlockClass;
import io.github.blockwright.processor.spec.Borrowed;
import io.github.blockwright.processor.spec.Input;
import io.github.blockwright.processor.spec.Row;
import io.github.blockwright.processor.spec.arithmetic.Expansion;
import io.github.blockwright.processor.spec.arithmetic.Squeeze;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The attributes of a row, each by itself: what its operator demands, and what the user reads where it is not so. */
public final class RowValueRules implements AttributeChecks {
    private final Declaration declaration;
    private final Optional<Input> images;
    private final Row row;
    private final List<Problem> problems = new ArrayList<>();

    private RowValueRules(Declaration declaration, Optional<Input> images, Row row) {
        this.declaration = declaration;
        this.images = images;
        this.row = row;
    }

    /**
     * What is wrong with a row wherever it stands.
     *
     * @param images of the table, where its settings are right
     */
    public static List<Problem> check(Declaration declaration, Optional<Input> images, Row row) {
        RowValueRules rules = new RowValueRules(declaration, images, row);
        row.operator().check(rules);
        return rules.problems;
    }

    @Override
    public void atLeast(long least, String attribute, long value) {
        SizeRule.atLeast(least, place(attribute), value).ifPresent(problems::add);
    }

    @Override
    public void kernel(String attribute, int side) {
        if (side < 1 || side % 2 == 1) {
            atLeast(1, attribute, side);
        } else {
            problems.add(Diagnostic.EVEN_KERNEL.at(place(attribute), attribute, side, side - 1, side + 1L));
        }
    }

    @Override
    public void dropRate(String attribute, double rate) {
        if (!(rate >= 0 && rate < 1)) {
            problems.add(Diagnostic.DROPOUT_RATE.at(place(attribute), attribute, rate));
        }
    }

    @Override
    public void expansion(Expansion expansion) {
        boolean hasFactor = expansion.factor().isPresent();
        if (expansion.isClear()) {
            if (hasFactor) {
                atLeast(1, "expansion", expansion.factor().getAsInt());
            } else {
                atLeast(1, "expandedChannels", expansion.channels().getAsInt());
            }
        } else {
            problems.add(
                    hasFactor
                            ? Diagnostic.EXPANSION.at(place("expandedChannels"), "both expansion and expandedChannels")
                            : Diagnostic.EXPANSION.at(Place.row(row), "neither expansion nor expandedChannels"));
        }
    }

    @Override
    public void contradiction(String attribute, Object value, String why, String fix) {
        problems.add(Diagnostic.CONTRADICTION.at(place(attribute), attribute, value, why, fix));
    }

    @Override
    public void squeeze(String attribute, Squeeze squeeze) {
        if (!(squeeze.ratio() > 0 && squeeze.ratio() <= 1)) {
            problems.add(Diagnostic.SQUEEZE_RATIO.at(place(attribute + ".ratio"), squeeze.ratio()));
        }
        atLeast(1, attribute + ".divisor", squeeze.divisor());
    }

    @Override
    public void block(String attribute, BlockClass block) {
        Optional<Diagnostic> diagnostic = BlockClassRule.check(block);
        diagnostic.ifPresent(wrong -> problems.add(wrong.at(place(attribute), block.name())));
    }

    @Override
    public void backbone(Borrowed.Backbone backbone) {
        problems.addAll(BackboneRule.check(declaration, row, backbone));
        if (declaration.components().get(0).name().equals(row.name())) {
            images.flatMap(input -> BackbonePreprocessingRule.check(input, backbone))
                    .ifPresent(problems::add);
        }
    }

    private Place place(String attribute) {
        return Place.row(row, attribute);
    }
}
