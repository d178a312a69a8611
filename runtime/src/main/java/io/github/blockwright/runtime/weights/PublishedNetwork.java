package io.github.blockwright.runtime.weights;

import ai.djl.nn.Block;
import ai.djl.util.Pair;
import io.github.blockwright.runtime.blocks.Backbone;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.layers.ConvNormActivation;
import io.github.blockwright.runtime.layers.Conventions;
import io.github.blockwright.runtime.layers.Dense;
import io.github.blockwright.runtime.layers.InvertedResidual;
import io.github.blockwright.runtime.layers.Stage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A block that is like a published network, whatever its widths, depths and number of classes: a convolution, rows of
 * inverted residuals of which only the very first block does not expand, a convolution and, if it classifies, dense
 * layers. Rows without parameters may stand anywhere, and the first rows may be a backbone's.
 */
final class PublishedNetwork {
    private static final List<Architecture> KNOWN = List.of(new MobileNetV2(), new MobileNetV3());

    /** What the last row was that has been followed; rows come in this order, of which stages alone may repeat. */
    private enum Place {
        STEM,
        STAGES,
        LAST,
        HIDDEN,
        CLASSIFIER
    }

    /** A row with parameters, be it the block's own or its backbone's. */
    private record Row(String path, Block layer) {}

    private final Architecture architecture;
    private final List<Part> parts = new ArrayList<>();
    private final Set<Conventions> conventions = new LinkedHashSet<>();
    private Place place = Place.STEM;
    private Optional<Bottleneck> before = Optional.empty();
    private Position next = new Position(0, 0, 0, false, false);

    private PublishedNetwork(Architecture architecture) {
        this.architecture = architecture;
    }

    /**
     * Recognises a block by its layers.
     *
     * @param block not folded
     * @throws IllegalArgumentException if it is like no known network; the message names the first row that differs, and
     *     how
     */
    static PublishedNetwork of(NetworkBlock<?, ?> block) {
        List<Row> rows = new ArrayList<>();
        addRows("", block, rows);
        if (rows.isEmpty()) {
            throw ended(block, titles());
        }
        Row first = rows.get(0);
        if (!(first.layer instanceof ConvNormActivation stem)) {
            throw refused(first.path, titles(), "the first row with parameters is a @Conv");
        }
        PublishedNetwork network = new PublishedNetwork(beginningWith(stem, first.path));
        network.convolution(first.path, stem, Role.STEM);
        rows.subList(1, rows.size()).forEach(network::row);
        if (network.place.compareTo(Place.LAST) < 0) {
            throw ended(block, network.architecture.title());
        }
        return network;
    }

    /** The network that it is like. */
    Architecture architecture() {
        return architecture;
    }

    /** Those of its convolutions: mostly one and the same, but a backbone may have others than the table on top of it. */
    Set<Conventions> conventions() {
        return conventions;
    }

    /** All layers with parameters, in order. */
    List<Part> parts() {
        return parts;
    }

    private static void addRows(String prefix, Block block, List<Row> rows) {
        for (Pair<String, Block> child : block.getChildren()) {
            String path = prefix + child.getKey();
            if (child.getValue() instanceof Backbone<?> backbone) {
                addRows(path + ".", backbone, rows);
            } else if (!child.getValue().getParameters().isEmpty()) {
                rows.add(new Row(path, child.getValue()));
            }
        }
    }

    /** So far, the activation of the first convolution tells the networks apart. */
    private static Architecture beginningWith(ConvNormActivation stem, String path) {
        return KNOWN.stream()
                .filter(known -> known.isOwn(stem))
                .findFirst()
                .orElseThrow(() -> refused(
                        path,
                        titles(),
                        "both @Conv have " + KNOWN.get(0).activationTitle()
                                + KNOWN.stream()
                                        .skip(1)
                                        .map(known -> ", or in " + known.title() + " " + known.activationTitle())
                                        .collect(Collectors.joining())));
    }

    private void row(Row row) {
        if (row.layer instanceof Stage stage && place.compareTo(Place.STAGES) <= 0) {
            place = Place.STAGES;
            stage(row.path, stage);
        } else if (row.layer instanceof ConvNormActivation last && place == Place.STAGES) {
            place = Place.LAST;
            // Families count it as the block, or the stage, behind the others.
            next = new Position(next.block(), next.stage() + 1, 0, false, false);
            convolution(row.path, last, Role.LAST);
        } else if (row.layer instanceof Dense dense && (place == Place.LAST || place == Place.HIDDEN)) {
            boolean hidden = place == Place.LAST && architecture.isHidden(dense);
            place = hidden ? Place.HIDDEN : Place.CLASSIFIER;
            parts.add(new Part(row.path, hidden ? Role.HIDDEN : Role.CLASSIFIER, next));
        } else {
            throw refused(
                    row.path,
                    switch (place) {
                        case STEM -> "the second is an @InvertedResidual";
                        case STAGES -> "@InvertedResidual rows follow each other, then comes one @Conv";
                        case LAST, HIDDEN, CLASSIFIER -> architecture.headRule();
                    });
        }
    }

    private void convolution(String path, ConvNormActivation convolution, Role role) {
        if (!architecture.isOwn(convolution)) {
            throw refused(path, "both @Conv have " + architecture.activationTitle());
        }
        if (convolution.getChildren().get("norm") == null) {
            throw refused(path, "every convolution has batch normalisation");
        }
        conventions.add(convolution.conventions());
        parts.add(new Part(path, role, next));
    }

    private void stage(String path, Stage stage) {
        boolean isFirst = true;
        for (Pair<String, Block> child : stage.getChildren()) {
            String blockPath = path + "." + child.getKey();
            if (!(child.getValue() instanceof InvertedResidual layer)) {
                throw refused(blockPath, "its blocks are inverted residuals");
            }
            Bottleneck block = new Bottleneck(layer);
            if (!architecture.isOwn(block)) {
                throw refused(blockPath, architecture.blockRule());
            }
            if (block.expands() == (next.block() == 0)) {
                throw refused(blockPath, "the very first block does not expand its input, and every other does");
            }
            boolean begins = isFirst
                    && before.map(last -> architecture.isNextStage(block, last)).orElse(false);
            add(blockPath, block, begins);
            before = Optional.of(block);
            isFirst = false;
        }
    }

    private void add(String path, Bottleneck block, boolean beginsStage) {
        boolean squeezes = block.squeeze().isPresent();
        int stage = beginsStage ? next.stage() + 1 : next.stage();
        int repeat = beginsStage ? 0 : next.repeat();
        Position here = new Position(next.block(), stage, repeat, block.expands(), squeezes);
        conventions.add(block.conventions());
        if (block.expands()) {
            parts.add(new Part(path + ".expand", Role.EXPAND, here));
        }
        parts.add(new Part(path + ".depthwise", Role.DEPTHWISE, here));
        if (squeezes) {
            parts.add(new Part(path + ".squeeze.reduce", Role.REDUCE, here));
            parts.add(new Part(path + ".squeeze.expand", Role.RESTORE, here));
        }
        parts.add(new Part(path + ".project", Role.PROJECT, here));
        next = new Position(next.block() + 1, stage, repeat + 1, false, false);
    }

    private static String titles() {
        return KNOWN.stream().map(Architecture::title).collect(Collectors.joining(" or "));
    }

    private IllegalArgumentException refused(String path, String rule) {
        return refused(path, architecture.title(), rule);
    }

    private static IllegalArgumentException refused(String path, String networks, String rule) {
        return new IllegalArgumentException(path + " is not as in " + networks + ", where " + rule
                + "; weights of a family load only into tables of its networks");
    }

    private static IllegalArgumentException ended(NetworkBlock<?, ?> block, String networks) {
        return new IllegalArgumentException(block.summary().name() + " ends before the last convolution of " + networks
                + ", so no family has names for it");
    }
}
