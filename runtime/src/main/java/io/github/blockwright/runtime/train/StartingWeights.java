package io.github.blockwright.runtime.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.util.Pair;
import io.github.blockwright.runtime.blocks.Backbone;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.engine.InPlace;
import io.github.blockwright.runtime.weights.LoadReport;
import io.github.blockwright.runtime.weights.RunDescription;
import io.github.blockwright.runtime.weights.SavedModel;
import io.github.blockwright.runtime.weights.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a training starts from: published weights, or what an earlier training here came to. */
final class StartingWeights {
    private final NetworkBlock<?, ?> block;

    private StartingWeights(NetworkBlock<?, ?> block) {
        this.block = block;
    }

    /**
     * Loads a training's weights into a block.
     *
     * @throws IOException if the file cannot be read or fits nothing; the message says what to do
     */
    static LoadReport load(Training training, NetworkBlock<?, ?> block, NDManager manager) throws IOException {
        Training.Weighting weights = training.weights.orElseThrow();
        Path file = weights.file();
        if (RunDescription.isAt(file)) {
            file = file.resolve(RunDescription.read(file).model());
        }
        return SavedModel.isNamedLikeOne(file)
                ? new StartingWeights(block).copy(file)
                : Weights.load(block, file, weights.family(), training.checkpointKey, manager);
    }

    /** From a model of the block's own table, or of its backbone's, be it for other classes. */
    private LoadReport copy(Path file) throws IOException {
        int classes = SavedModel.classesOf(file).size();
        Pair<String, Block> first = block.getChildren().get(0);
        if (first.getValue() instanceof Backbone<?> backbone) {
            NetworkBlock<?, ?> network = backbone.network();
            try (SavedModel saved = SavedModel.load(file, forClasses(network, classes))) {
                return copy(saved.block(), first.getKey() + ".");
            } catch (IOException e) {
                return own(file, classes, e);
            }
        }
        return own(file, classes, null);
    }

    private LoadReport own(Path file, int classes, IOException before) throws IOException {
        try (SavedModel saved = SavedModel.load(file, forClasses(block, classes))) {
            return copy(saved.block(), "");
        } catch (IOException e) {
            if (before != null) {
                e.addSuppressed(before);
            }
            throw e;
        }
    }

    private static NetworkBlock<?, ?> forClasses(NetworkBlock<?, ?> block, int classes) {
        return block.forClasses(
                block.summary().takesClasses() ? classes : block.summary().classes());
    }

    /** What the source wants of a pixel, at the block's own size. */
    private InputSpec input(NetworkBlock<?, ?> source) {
        InputSpec own = block.summary().input();
        InputSpec from = source.summary().input();
        return new InputSpec(
                own.height(), own.width(), own.channels(), from.scale(), from.mean(), from.standardDeviation());
    }

    /** @param prefix of the source's parameters in the block */
    private LoadReport copy(NetworkBlock<?, ?> source, String prefix) {
        source.adoptedConventions().ifPresent(conventions -> block.adopt(conventions, input(source)));
        Map<String, Parameter> targets = new HashMap<>();
        block.getParameters().forEach(parameter -> targets.put(parameter.getKey(), parameter.getValue()));
        List<String> matched = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        for (Pair<String, Parameter> parameter : source.getParameters()) {
            String name = prefix + parameter.getKey();
            Parameter target = targets.get(name);
            if (target == null || !target.getShape().equals(parameter.getValue().getShape())) {
                skipped.add(parameter.getKey());
                continue;
            }
            matched.add(name);
            targets.remove(name);
            try (NDArray values = parameter.getValue().getArray().stopGradient();
                    NDArray into = target.getArray().stopGradient()) {
                InPlace.copy(values, into);
            }
        }
        List<String> kept = block.getParameters().keys().stream()
                .filter(targets::containsKey)
                .toList();
        return new LoadReport(matched, kept, List.of(), List.of(), skipped, List.of(), List.of());
    }
}
