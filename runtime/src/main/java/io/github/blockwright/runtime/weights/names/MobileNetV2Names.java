package io.github.blockwright.runtime.weights.names;

import ai.djl.nn.Block;
import io.github.blockwright.runtime.blocks.Backbone;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.blocks.base.ActivationFunction;
import io.github.blockwright.runtime.blocks.layers.ConvNormActivation;
import io.github.blockwright.runtime.blocks.layers.Dense;
import io.github.blockwright.runtime.blocks.layers.InvertedResidual;
import io.github.blockwright.runtime.blocks.layers.Stage;
import io.github.blockwright.runtime.weights.names.MobileNetV2Scheme.Part;
import io.github.blockwright.runtime.weights.names.NameMap.Entry;
import java.util.ArrayList;
import java.util.List;

/**
 * The names of a network like MobileNetV2 (paper, Table 2), whatever its widths, depths and number of classes: a
 * convolution, rows of inverted residuals of which only the very first block does not expand, a convolution and, if it
 * classifies, a dense layer. Rows without parameters may stand anywhere, and the first rows may be another table's, as a
 * {@link Backbone}.
 */
public final class MobileNetV2Names {
    private enum Place {
        START,
        STAGES,
        HEAD,
        CLASSIFIER,
        END
    }

    private final Family family;
    private final MobileNetV2Scheme scheme;
    private final List<Entry> entries = new ArrayList<>();
    private Place place = Place.START;
    private int stages;
    private int blocks;

    private MobileNetV2Names(Family family) {
        this.family = family;
        this.scheme = MobileNetV2Scheme.of(family);
    }

    /**
     * The names that a family has for a block's parameters.
     *
     * @throws IllegalArgumentException if the table is not like MobileNetV2's, the message names the first row that is
     *     not; or if it computes by other conventions than the family, the message says what to set in {@code @Network}
     */
    public static NameMap of(NetworkBlock<?, ?> block, Family family) {
        MobileNetV2Names names = new MobileNetV2Names(family);
        names.rows("", block);
        if (names.place.compareTo(Place.HEAD) <= 0) {
            throw new IllegalArgumentException(block.summary().name() + " ends before the last convolution (1×1, 1280"
                    + " filters in the paper), so it is no MobileNetV2 and no family has names for it");
        }
        return new NameMap(family, names.entries);
    }

    private void rows(String prefix, Block parent) {
        for (var row : parent.getChildren()) {
            String path = prefix + row.getKey();
            if (row.getValue() instanceof Backbone<?> backbone) {
                rows(path + ".", backbone);
            } else if (!row.getValue().getParameters().isEmpty()) {
                row(path, row.getValue());
            }
        }
    }

    private void row(String name, Block layer) {
        if (layer instanceof ConvNormActivation unit && place == Place.START) {
            requireRelu6(name, unit);
            addUnit(name, unit, scheme.stem(), false);
            place = Place.STAGES;
        } else if (layer instanceof Stage stage && (place == Place.STAGES || place == Place.HEAD)) {
            addStage(name, stage);
            place = Place.HEAD;
        } else if (layer instanceof ConvNormActivation unit && place == Place.HEAD) {
            requireRelu6(name, unit);
            addUnit(name, unit, scheme.head(blocks), false);
            place = Place.CLASSIFIER;
        } else if (layer instanceof Dense && place == Place.CLASSIFIER) {
            addDense(name);
            place = Place.END;
        } else {
            throw refused(
                    name,
                    switch (place) {
                        case START -> "the first row with parameters is a @Conv";
                        case STAGES -> "the second is an @InvertedResidual";
                        case HEAD -> "@InvertedResidual rows follow each other, then comes one @Conv";
                        case CLASSIFIER, END -> "only one @Dense follows the last @Conv";
                    });
        }
    }

    private void requireRelu6(String name, ConvNormActivation unit) {
        if (unit.activation() != ActivationFunction.RELU6) {
            throw refused(name, "both @Conv have ReLU6");
        }
    }

    private void addStage(String row, Stage stage) {
        int repeat = 0;
        for (var child : stage.getChildren()) {
            String path = row + "." + child.getKey();
            if (!(child.getValue() instanceof InvertedResidual block)) {
                throw refused(path, "its blocks are inverted residuals");
            }
            if (!block.isOriginal()) {
                throw refused(
                        path, "blocks have ReLU6, a linear projection, a shortcut between bottlenecks and no squeeze");
            }
            boolean expands = child.getValue().getChildren().contains("expand");
            if (expands == (blocks == 0)) {
                throw refused(path, "the very first block has expansion = 1, and every other a larger one");
            }
            for (var part : child.getValue().getChildren()) {
                Part kind =
                        switch (part.getKey()) {
                            case "expand" -> Part.EXPAND;
                            case "depthwise" -> Part.DEPTHWISE;
                            case "project" -> Part.PROJECT;
                            default -> throw refused(path, "a block has nothing named " + part.getKey());
                        };
                UnitNames names = scheme.part(kind, blocks, stages, repeat);
                addUnit(path + "." + part.getKey(), part.getValue(), names, kind == Part.DEPTHWISE);
            }
            blocks++;
            repeat++;
        }
        stages++;
    }

    private void addUnit(String path, Block unit, UnitNames names, boolean depthwise) {
        if (!unit.getChildren().contains("norm")) {
            throw refused(path, "every convolution has batch normalisation");
        }
        family.requireSame(((ConvNormActivation) unit).conventions());
        entries.addAll(names.entries(family, path, depthwise));
    }

    private void addDense(String row) {
        boolean keras = family == Family.KERAS;
        String layer = scheme.classifier();
        String weight = layer + (keras ? "/kernel" : ".weight");
        String bias = layer + (keras ? "/bias" : ".bias");
        entries.add(new Entry(row + ".weight", List.of(weight), keras ? Layout.KERAS_DENSE : Layout.SAME));
        entries.add(new Entry(row + ".bias", List.of(bias), Layout.SAME));
    }

    private static IllegalArgumentException refused(String row, String rule) {
        return new IllegalArgumentException(row + " is not as in MobileNetV2, where " + rule
                + "; weights of a family load only into tables of its networks");
    }
}
