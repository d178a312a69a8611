package io.github.blockwright.processor.published;

import io.github.blockwright.processor.spec.Borrowed;
import io.github.blockwright.processor.spec.Conventions;
import io.github.blockwright.processor.spec.Convolutional;
import io.github.blockwright.processor.spec.Inverted;
import io.github.blockwright.processor.spec.NetworkTable;
import io.github.blockwright.processor.spec.Operator;
import io.github.blockwright.processor.spec.Plan;
import io.github.blockwright.processor.spec.Plan.Step;
import io.github.blockwright.processor.spec.SingleLayer;
import io.github.blockwright.processor.spec.Staged;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Follows the rows of a table along MobileNetV2 or MobileNetV3, whatever their widths, depths and number of classes: a
 * convolution, rows of inverted residuals of which only the very first block does not expand, a convolution and, if it
 * classifies, dense layers. Rows without parameters may stand anywhere, and the first rows may be a backbone's.
 */
public final class PublishedTable {
    /** Far more than any published network has; the names of more would not fit into a class file. */
    private static final int MOST_BLOCKS = 1000;

    private enum Place {
        START,
        STAGES,
        LAST,
        HEAD,
        END
    }

    private final List<Conventions> conventions = new ArrayList<>();
    private final List<LayerNames> layers = new ArrayList<>();
    private Optional<Architecture> architecture = Optional.empty();
    private Place place = Place.START;
    private Optional<Inverted.InvertedResidual> before = Optional.empty();
    private int blocks;
    private int stages;
    private int repeat;

    private PublishedTable() {}

    /**
     * What families call the layers of a checked table.
     *
     * @param plan of the table
     */
    public static WeightNames names(NetworkTable table, Plan plan) {
        PublishedTable published = new PublishedTable();
        Optional<String> refusal = published.rows("", table, plan.steps());
        if (refusal.isPresent()) {
            return new WeightNames.None(refusal.get());
        }
        if (published.place.compareTo(Place.LAST) <= 0) {
            return new WeightNames.None(table.title() + " ends before the last convolution of " + published.title()
                    + ", so no family has names for it");
        }
        return new WeightNames.Like(published.architecture.orElseThrow(), published.conventions, published.layers);
    }

    /** Why the table is like no published network; empty as long as it is like one. */
    private Optional<String> rows(String prefix, NetworkTable table, List<Step> steps) {
        noteConventions(table, steps);
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            Operator operator = step.row().operator();
            String path = prefix + step.row().name();
            Optional<String> refusal = Optional.empty();
            if (operator instanceof Borrowed.Backbone backbone) {
                List<Step> inner = backbone.plan(step.input()).steps();
                refusal = rows(path + ".", backbone.table(), inner);
            } else if (hasParameters(operator)) {
                refusal = row(path, step, table.rows().get(i).operator());
            }
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    private void noteConventions(NetworkTable table, List<Step> steps) {
        Conventions own = table.settings().conventions();
        for (Step step : steps) {
            if (step.row().operator() instanceof Convolutional) {
                if (!conventions.contains(own)) {
                    conventions.add(own);
                }
                return;
            }
        }
    }

    private static boolean hasParameters(Operator operator) {
        return operator instanceof Convolutional
                || operator instanceof SingleLayer.Dense
                || (operator instanceof Borrowed.Apply apply && apply.parameters() > 0);
    }

    /** @param written the step's operator before the width multiplier */
    private Optional<String> row(String path, Step step, Operator written) {
        Operator operator = step.row().operator();
        if (operator instanceof SingleLayer.Conv conv && place == Place.START) {
            place = Place.STAGES;
            architecture = Architecture.beginningWith(conv);
            return convolution(path, conv, Part.STEM);
        }
        if (operator instanceof Staged stage && (place == Place.STAGES || place == Place.LAST)) {
            place = Place.LAST;
            return stage instanceof Inverted.InvertedResidual scaled && written instanceof Inverted.InvertedResidual row
                    ? stage(path, step.input().channels(), scaled, row)
                    : refused(path + ".0", "its blocks are inverted residuals");
        }
        if (operator instanceof SingleLayer.Conv conv && place == Place.LAST) {
            place = Place.HEAD;
            return convolution(path, conv, Part.LAST);
        }
        if (operator instanceof SingleLayer.Dense dense && place == Place.HEAD) {
            boolean hidden = architecture.orElseThrow().isHidden(dense) && !hasHidden();
            place = hidden ? Place.HEAD : Place.END;
            add(path, hidden ? Part.HIDDEN : Part.CLASSIFIER, false);
            return Optional.empty();
        }
        return refused(
                path,
                switch (place) {
                    case START -> "the first row with parameters is a @Conv";
                    case STAGES -> "the second is an @InvertedResidual";
                    case LAST -> "@InvertedResidual rows follow each other, then comes one @Conv";
                    case HEAD, END -> architecture.orElseThrow().headRule();
                });
    }

    private Optional<String> convolution(String path, SingleLayer.Conv conv, Part part) {
        if (architecture.isEmpty()) {
            return refused(path, "both @Conv have ReLU6, or in MobileNetV3 hard swish");
        }
        if (!architecture.get().isOwn(conv)) {
            return refused(path, architecture.get().convolutionRule());
        }
        if (!conv.batchNorm()) {
            return refused(path, "every convolution has batch normalisation");
        }
        if (part == Part.LAST) {
            // Families count it as the block, or the stage, behind the others.
            stages++;
            repeat = 0;
        }
        add(path, part, false);
        return Optional.empty();
    }

    /** @param written the row before the width multiplier */
    private Optional<String> stage(
            String path, long channels, Inverted.InvertedResidual row, Inverted.InvertedResidual written) {
        if (!architecture.orElseThrow().isOwn(row)) {
            return refused(path + ".0", architecture.orElseThrow().blockRule());
        }
        if (row.count() > MOST_BLOCKS - blocks) {
            return refused(path, "there are at most " + MOST_BLOCKS + " blocks");
        }
        if (before.isPresent() && architecture.orElseThrow().isNextStage(written, before.get())) {
            stages++;
            repeat = 0;
        }
        before = Optional.of(written);
        for (int i = 0; i < row.count(); i++) {
            String block = path + "." + i;
            long input = i == 0 ? channels : row.filters();
            boolean expands = row.expansion().of(input) != input;
            if (expands == (blocks == 0)) {
                return refused(block, "the very first block does not expand its input, and every other does");
            }
            block(block, expands, row.squeeze().isPresent());
        }
        return Optional.empty();
    }

    private void block(String path, boolean expands, boolean squeezes) {
        if (expands) {
            add(path, Part.EXPAND, squeezes);
        }
        add(path, Part.DEPTHWISE, squeezes);
        if (squeezes) {
            add(path, Part.REDUCE, true);
            add(path, Part.RESTORE, true);
        }
        add(path, Part.PROJECT, squeezes);
        blocks++;
        repeat++;
    }

    private void add(String path, Part part, boolean squeezes) {
        Architecture network = architecture.orElseThrow();
        Position position = new Position(blocks, stages, repeat, squeezes);
        List<String> names = network.publishers().stream()
                .flatMap(publisher -> publisher.names(network, part, position).stream())
                .toList();
        layers.add(new LayerNames(path + part.suffix(), part, names));
    }

    private boolean hasHidden() {
        return layers.get(layers.size() - 1).part() == Part.HIDDEN;
    }

    private String title() {
        return architecture.map(Architecture::title).orElse("MobileNetV2 or MobileNetV3");
    }

    private Optional<String> refused(String path, String rule) {
        return Optional.of(path + " is not as in " + title() + ", where " + rule
                + "; weights of a family load only into tables of its networks");
    }
}
