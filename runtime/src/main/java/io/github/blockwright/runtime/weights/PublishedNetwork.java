package io.github.blockwright.runtime.weights;

import ai.djl.nn.Block;
import ai.djl.util.Pair;
import io.github.blockwright.runtime.blocks.Backbone;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.layers.ConvNormActivation;
import io.github.blockwright.runtime.layers.Conventions;
import io.github.blockwright.runtime.layers.Dense;
import io.github.blockwright.runtime.layers.Pooling;
import io.github.blockwright.runtime.layers.Stage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A block that is like a published network, whatever its widths, depths and number of classes: a convolution, stages of
 * blocks, perhaps a convolution and, if it classifies, dense layers. Rows without parameters may stand anywhere, and the
 * first rows may be a backbone's.
 */
final class PublishedNetwork {
    // A block that is like several is taken for the first of them that a family publishes.
    private static final List<Architecture> KNOWN = List.of(
            new MobileNetV2(),
            new MobileNetV3(),
            new MobileNetV1(),
            new EfficientNetLite(),
            new MnasNet(),
            new EfficientNet(),
            new EfficientNetV2(),
            new MobileNetV4(),
            new ResNet(),
            new RegNet(),
            new ShuffleNetV2(),
            new GhostNet(),
            new SqueezeNet());

    /** What the last row was that has been followed; rows come in this order, of which stages alone may repeat. */
    private enum Place {
        STEM,
        STAGES,
        LAST,
        HIDDEN,
        CLASSIFIER
    }

    /** A row with parameters, be it the block's own or its backbone's; behind the pooling maps have one position. */
    private record Row(String path, Block layer, boolean isPooled) {}

    /** A block is unlike an architecture from one of its rows on. */
    private static final class UnlikeException extends IllegalArgumentException {
        private static final long serialVersionUID = 1;
        private final int row;

        private UnlikeException(int row, String message) {
            super(message);
            this.row = row;
        }
    }

    private final Architecture architecture;
    private final List<Row> rows;
    private final List<Part> parts = new ArrayList<>();
    private final Set<Conventions> conventions = new LinkedHashSet<>();
    private Place place = Place.STEM;
    private Optional<StageBlock> before = Optional.empty();
    private Position next = new Position(0, 0, 0, Kind.CONVOLUTION, false, false);
    private int current;
    private int largestKernel;

    private PublishedNetwork(Architecture architecture, List<Row> rows) {
        this.architecture = architecture;
        this.rows = rows;
    }

    /**
     * Recognises a block by its layers.
     *
     * @param block not folded
     * @return all that it is like, at least one
     * @throws IllegalArgumentException if it is like no known network; the message names the first row that differs from the
     *     nearest, and how
     */
    static List<PublishedNetwork> of(NetworkBlock<?, ?> block) {
        List<Row> rows = new ArrayList<>();
        addRows("", block, rows, false);
        requireStem(block, rows);
        List<PublishedNetwork> found = new ArrayList<>();
        UnlikeException nearest = null;
        for (Architecture known : KNOWN) {
            PublishedNetwork network = new PublishedNetwork(known, rows);
            try {
                network.follow(block);
                found.add(network);
            } catch (UnlikeException e) {
                nearest = nearest == null || e.row > nearest.row ? e : nearest;
            }
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException(nearest.getMessage(), nearest);
        }
        return found;
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

    /** @return whether the last of the rows is behind the pooling */
    private static boolean addRows(String prefix, Block block, List<Row> rows, boolean pooledBefore) {
        boolean pooled = pooledBefore;
        for (Pair<String, Block> child : block.getChildren()) {
            String path = prefix + child.getKey();
            if (child.getValue() instanceof Backbone<?> backbone) {
                pooled = addRows(path + ".", backbone, rows, pooled);
            } else if (!child.getValue().getParameters().isEmpty()) {
                rows.add(new Row(path, child.getValue(), pooled));
            } else if (child.getValue() instanceof Pooling pooling) {
                pooled |= pooling.kind() == Pooling.Kind.GLOBAL_AVERAGE_MAP;
            }
        }
        return pooled;
    }

    private static void requireStem(NetworkBlock<?, ?> block, List<Row> rows) {
        if (rows.isEmpty()) {
            throw new IllegalArgumentException(
                    block.summary().name() + " has no parameters, so no family has names for it");
        }
        Row first = rows.get(0);
        if (!(first.layer instanceof ConvNormActivation stem)) {
            throw refused(first.path, "any published network", "the first row with parameters is a @Conv", 0);
        }
        if (KNOWN.stream().noneMatch(known -> known.isOwn(stem))) {
            String activations =
                    KNOWN.stream().map(Architecture::activationTitle).distinct().collect(Collectors.joining(" or "));
            throw refused(first.path, "any published network", "the first @Conv has " + activations, 0);
        }
    }

    private void follow(NetworkBlock<?, ?> block) {
        for (current = 0; current < rows.size(); current++) {
            Row row = rows.get(current);
            if (current == 0) {
                convolution(row.path, (ConvNormActivation) row.layer, Role.STEM);
            } else {
                follow(row);
            }
        }
        boolean isWhole = architecture.ending() == Architecture.Ending.CONVOLUTION
                ? place.compareTo(Place.LAST) >= 0
                : place.compareTo(Place.STAGES) >= 0;
        if (architecture.hasLargerKernels() && largestKernel <= 3) {
            throw new UnlikeException(
                    current,
                    block.summary().name() + " has no kernels larger than 3×3, unlike " + architecture.title());
        }
        if (!isWhole) {
            throw new UnlikeException(
                    current,
                    block.summary().name() + " ends before the last convolution of " + architecture.title()
                            + ", so no family has names for it");
        }
    }

    private void follow(Row row) {
        boolean inStages = place.compareTo(Place.STAGES) <= 0;
        if (row.layer instanceof Stage stage && inStages) {
            place = Place.STAGES;
            stage(row.path, stage);
        } else if (row.layer instanceof ConvNormActivation convolution && inStages) {
            convolution(row, convolution);
        } else if (row.layer instanceof Dense dense && takesDense()) {
            boolean hidden = place == Place.LAST && architecture.isHidden(dense);
            place = hidden ? Place.HIDDEN : Place.CLASSIFIER;
            parts.add(new Part(row.path, hidden ? Role.HIDDEN : Role.CLASSIFIER, next));
        } else {
            throw outOfPlace(row);
        }
    }

    private boolean takesDense() {
        return architecture.ending() == Architecture.Ending.POOLING
                ? place == Place.STAGES
                : place == Place.LAST || place == Place.HIDDEN;
    }

    private UnlikeException outOfPlace(Row row) {
        return refused(
                row.path,
                switch (place) {
                    case STEM -> "stages of blocks follow the first @Conv";
                    case STAGES ->
                        architecture.ending() == Architecture.Ending.CONVOLUTION
                                ? "stages of blocks follow each other, then comes one @Conv"
                                : architecture.headRule();
                    case LAST, HIDDEN, CLASSIFIER -> architecture.headRule();
                });
    }

    /** A convolution behind the first one: a block by itself, or what follows the blocks. */
    private void convolution(Row row, ConvNormActivation convolution) {
        if (architecture.ending() == Architecture.Ending.CONVOLUTION && place == Place.STAGES) {
            place = Place.LAST;
            // Families count it as the block, or the stage, behind the others.
            next = new Position(next.block(), next.stage() + 1, 0, Kind.CONVOLUTION, false, false);
            convolution(row.path, convolution, Role.LAST);
        } else if (row.isPooled && architecture.ending() == Architecture.Ending.CONVOLUTION_BEHIND_POOLING) {
            place = Place.LAST;
            convolution(row.path, convolution, Role.NECK);
        } else if (architecture.ending() == Architecture.Ending.CONVOLUTION_BEHIND_POOLING) {
            place = Place.STAGES;
            requireNormalised(row.path, convolution);
            block(row.path, convolution, true);
        } else {
            throw outOfPlace(row);
        }
    }

    private void convolution(String path, ConvNormActivation convolution, Role role) {
        if (!architecture.isOwn(convolution)) {
            throw refused(path, "the first and the last @Conv have " + architecture.activationTitle());
        }
        requireNormalised(path, convolution);
        conventions.add(convolution.conventions());
        boolean classifies = role == Role.LAST && architecture.lastClassifies();
        parts.add(classifies ? new Part(path + ".conv", Role.CLASSIFIER, next) : new Part(path, role, next));
    }

    private void requireNormalised(String path, ConvNormActivation convolution) {
        if ((convolution.getChildren().get("norm") != null) != architecture.isNormalised()) {
            throw refused(
                    path, (architecture.isNormalised() ? "every" : "no") + " convolution has batch normalisation");
        }
    }

    private void stage(String path, Stage stage) {
        boolean isFirst = true;
        for (Pair<String, Block> child : stage.getChildren()) {
            block(path + "." + child.getKey(), child.getValue(), isFirst);
            isFirst = false;
        }
    }

    private void block(String path, Block layer, boolean mayBegin) {
        StageBlock block = StageBlock.of(layer)
                .filter(architecture::isOwn)
                .orElseThrow(() -> refused(path, architecture.blockRule()));
        if (architecture.onlyTheFirstBlockDoesNotExpand() && block.expands() == (next.block() == 0)) {
            throw refused(path, "the very first block does not expand its input, and every other does");
        }
        boolean begins = mayBegin
                && before.map(last -> architecture.isNextStage(block, last)).orElse(false);
        add(path, block, begins);
        largestKernel = Math.max(largestKernel, block.kernel());
        before = Optional.of(block);
    }

    private void add(String path, StageBlock block, boolean beginsStage) {
        boolean squeezes = block.squeeze().isPresent();
        int stage = beginsStage ? next.stage() + 1 : next.stage();
        int repeat = beginsStage ? 0 : next.repeat();
        Position here = new Position(next.block(), stage, repeat, block.kind(), block.expands(), squeezes);
        conventions.add(block.conventions());
        for (String inside : block.convolutions()) {
            parts.add(new Part(inside.isEmpty() ? path : path + "." + inside, block.role(inside), here));
        }
        next = new Position(next.block() + 1, stage, repeat + 1, Kind.CONVOLUTION, false, false);
    }

    private UnlikeException refused(String path, String rule) {
        return refused(path, architecture.title(), rule, current);
    }

    private static UnlikeException refused(String path, String networks, String rule, int row) {
        return new UnlikeException(
                row,
                path + " is not as in " + networks + ", where " + rule
                        + "; weights of a family load only into tables of its networks");
    }
}
