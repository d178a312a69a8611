package io.github.blockwright.runtime.train;

import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.data.Pictures;
import io.github.blockwright.runtime.export.Onnx;
import io.github.blockwright.runtime.report.Evaluation;
import io.github.blockwright.runtime.report.TrainingHistory;
import io.github.blockwright.runtime.serve.Classifier;
import io.github.blockwright.runtime.serve.Serving;
import io.github.blockwright.runtime.weights.LoadReport;
import io.github.blockwright.runtime.weights.RunDescription;
import io.github.blockwright.runtime.weights.SavedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A network with what it has learned. It owns all that its training or {@link #open} opened, and frees it when it is closed.
 *
 * <p>For one thread at a time; the {@link Classifier} that it gives is for any number.
 */
public final class TrainedNetwork implements AutoCloseable {
    private final NetworkBlock<?, ?> block;
    private final List<String> classes;
    private final Optional<TrainingHistory> history;
    private final Optional<Evaluation> evaluation;
    private final Optional<Evaluation> test;
    private final Optional<FineTuningResult> fineTuning;
    private final Optional<LoadReport> loaded;
    private final List<Double> thresholds;
    private final Runnable owner;
    private boolean closed;

    /**
     * @param thresholds from which probability on each of several labels is given
     * @param owner frees the block's weights, if that is the network's to do
     */
    TrainedNetwork(
            NetworkBlock<?, ?> block,
            List<String> classes,
            Optional<TrainingHistory> history,
            Optional<Evaluation> evaluation,
            Optional<Evaluation> test,
            Optional<FineTuningResult> fineTuning,
            Optional<LoadReport> loaded,
            List<Double> thresholds,
            Runnable owner) {
        this.block = block;
        this.classes = List.copyOf(classes);
        this.history = history;
        this.evaluation = evaluation;
        this.test = test;
        this.fineTuning = fineTuning;
        this.loaded = loaded;
        this.thresholds = List.copyOf(thresholds);
        this.owner = owner;
    }

    /**
     * Opens what a training left in its run directory. The network's table must be on the class path.
     *
     * @param runDirectory which a training wrote
     * @return owns what it opened, and is the caller's to close
     * @throws IOException if it is no run directory, it is damaged, or its table is not there; the message says which
     */
    public static TrainedNetwork open(Path runDirectory) throws IOException {
        return open(runDirectory, RunDescription.read(runDirectory).newBlock());
    }

    /**
     * The same with a block of the program's own, for tables that this library cannot make, in another module for instance.
     *
     * @param runDirectory which a training wrote
     * @param block a new block of the table that was trained
     * @return owns what it opened, and is the caller's to close
     * @throws IOException if it is no run directory, it is damaged, or of another table; the message says which
     */
    public static TrainedNetwork open(Path runDirectory, NetworkBlock<?, ?> block) throws IOException {
        RunDescription run = RunDescription.read(runDirectory);
        run.requireSame(block);
        SavedModel saved = SavedModel.load(runDirectory.resolve(run.model()), block);
        return new TrainedNetwork(
                block,
                saved.classes(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                saved.thresholds(),
                saved::close);
    }

    /**
     * Gives a run a model whose probabilities are what they say, by temperature scaling (Guo et al., arXiv:1706.04599): its last
     * row, divided by the temperature of the lowest loss on the pictures that the run was validated on. No answer changes,
     * only how sure it is. The model is {@code calibrated-0000.params}, and the run uses it from then on.
     *
     * @param runDirectory of a training of one class for each picture that came to its end
     * @return the temperature: above 1 if the network was too sure of itself
     * @throws IOException if it is no such run, its table is not on the class path or does not end with a plain {@code @Dense},
     *     or a file cannot be read or written; the message says which
     */
    public static double calibrate(Path runDirectory) throws IOException {
        return TemperatureScaling.apply(runDirectory);
    }

    /**
     * The block with its weights, for those who know DJL. It is this network's: do not use it after {@link #close}.
     *
     * @return owned by this
     */
    public NetworkBlock<?, ?> block() {
        requireOpen();
        return block;
    }

    /** {@return the classes' names in the order of the network's outputs} */
    public List<String> classes() {
        return classes;
    }

    /**
     * How these weights do on the pictures that they were validated on.
     *
     * @return loss, accuracy and confusion matrix
     * @throws IllegalStateException if they were opened rather than trained
     */
    public Evaluation evaluation() {
        return evaluation.orElseThrow(() -> new IllegalStateException(
                block.summary().name() + " was not validated in this process: call evaluate(pictures)"));
    }

    /**
     * How these weights do on the pictures to test on, by which nothing was decided: measured once, when the training was over.
     *
     * @return loss, accuracy and confusion matrix; empty if the data has no such part, or the weights were opened rather than
     *     trained
     */
    public Optional<Evaluation> test() {
        return test;
    }

    /**
     * The epochs of the training; of a fine-tuning those of its last phase.
     *
     * @return all epochs
     * @throws IllegalStateException if it was opened rather than trained
     */
    public TrainingHistory history() {
        return history.orElseThrow(() -> new IllegalStateException(
                block.summary().name() + " was not trained in this process: its directory's log.csv has the epochs"));
    }

    /** {@return what the phases of a fine-tuning came to; empty if it was none} */
    public Optional<FineTuningResult> fineTuning() {
        return fineTuning;
    }

    /**
     * What was loaded from the file of weights that the training started from, and what was left; empty without one.
     *
     * @return the report, or nothing
     */
    public Optional<LoadReport> loaded() {
        return loaded;
    }

    /**
     * Measures the network on the pictures to validate on, on the fastest engine at hand.
     *
     * @param pictures labelled, of the model's classes
     * @return loss, accuracy and confusion matrix
     * @throws IOException if pictures cannot be read; the message names them
     * @throws IllegalArgumentException if the pictures have other classes, or in another order
     */
    public Evaluation evaluate(Pictures pictures) throws IOException {
        try (Classifier classifier = classifier()) {
            return classifier.evaluate(pictures);
        }
    }

    /**
     * A classifier of pictures with the weights as they are now, on the fastest engine at hand; close it before this.
     *
     * @return the caller's to close
     */
    public Classifier classifier() {
        return Serving.of(block()).thresholds(thresholds).classifier(classes);
    }

    /**
     * Writes the network as an ONNX model that takes decoded pictures of any size, uint8 of shape (batch, height, width,
     * channels), and gives probabilities. {@link Onnx} has other forms.
     *
     * @param onnx the file to write
     * @throws IOException if the file cannot be written
     */
    public void export(Path onnx) throws IOException {
        Onnx.of(block()).preprocessing().labels(classes).thresholds(thresholds).write(onnx);
    }

    /**
     * Writes the network as a model file, {@code <name>-0000.params}, that {@link Classifier#open(Path)} and DJL read; for a
     * training without a directory.
     *
     * @param directory made if it is not there
     * @param name of the file without {@code -0000.params}
     * @throws IOException if it cannot be written
     */
    public void save(Path directory, String name) throws IOException {
        Map<String, String> properties =
                thresholds.isEmpty() ? Map.of() : Map.of(SavedModel.THRESHOLDS, thresholds.toString());
        SavedModel.save(block(), classes, properties, directory, name);
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException(
                    block.summary().name() + " is closed: use it within its try, or open its run directory again");
        }
    }

    /** The network, its classes and how well it does. */
    @Override
    public String toString() {
        String measured = evaluation.map(e -> "\n" + e).orElse("");
        return block.summary().name() + " for " + classes.size() + " classes: " + String.join(", ", classes) + measured;
    }

    /** Frees the weights. A second call does nothing. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            owner.run();
        }
    }
}
