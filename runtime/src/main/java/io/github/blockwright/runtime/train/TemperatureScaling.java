package io.github.blockwright.runtime.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.util.Pair;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.blocks.NetworkSummary;
import io.github.blockwright.runtime.records.Calibration;
import io.github.blockwright.runtime.records.ScoreFile;
import io.github.blockwright.runtime.weights.RunDescription;
import io.github.blockwright.runtime.weights.SavedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Gives a run a model whose probabilities are what they say (Guo et al. 2017, section 4.2). The last row is divided by the
 * temperature, weights and bias, which divides the logits: so the model is an ordinary one, in every engine and export.
 */
final class TemperatureScaling {
    private static final String CALIBRATED = "calibrated";

    private TemperatureScaling() {}

    /** @return the temperature */
    static double apply(Path run) throws IOException {
        RunDescription description = RunDescription.read(run);
        if (description.model().equals(SavedModel.fileName(CALIBRATED))) {
            throw new IOException(run + " is calibrated already: its model is " + description.model());
        }
        if (description.task().equals(RunDescription.MULTI_LABEL)) {
            throw new IOException(run + " gives several labels, which have thresholds instead of a temperature:"
                    + " calibrate a network that says one class");
        }
        ScoreFile file = ScoreFile.read(run)
                .orElseThrow(() -> new IOException(ScoreFile.in(run)
                        + " is not there, so nothing is known about its probabilities: let the training come to its end"
                        + " with this version"));
        double temperature = Calibration.temperature(file.scores());
        Path model = run.resolve(description.model());
        // DJL saves only a block that was initialised, which a loaded one is not.
        NetworkBlock<?, ?> block = description.newBlock();
        try (NDManager manager = NDManager.newBaseManager();
                SavedModel saved = SavedModel.load(model, description.newBlock())) {
            block.initialize(manager);
            SavedModel.adoptConventions(model, block);
            for (Pair<String, Parameter> parameter : saved.block().getParameters()) {
                NDArray own = block.getParameters().get(parameter.getKey()).getArray();
                try (NDArray values = own.stopGradient()) {
                    parameter.getValue().getArray().copyTo(values);
                }
            }
            divideLastRow(block, temperature);
            SavedModel.save(
                    block, saved.classes(), Map.of("Temperature", Double.toString(temperature)), run, CALIBRATED);
        }
        new RunDescription(
                        description.task(),
                        description.block(),
                        description.table(),
                        description.fingerprint(),
                        description.classes(),
                        description.input(),
                        SavedModel.fileName(CALIBRATED),
                        description.data(),
                        description.recipe())
                .write(run);
        return temperature;
    }

    private static void divideLastRow(NetworkBlock<?, ?> block, double temperature) throws IOException {
        NetworkSummary summary = block.summary();
        if (!summary.takesClasses()) {
            throw new IOException("The last row of " + summary.name()
                    + " is no @Dense without an activation, so it cannot take the temperature: end the table with one");
        }
        String last = summary.rows().get(summary.rows().size() - 1).name() + ".";
        for (Pair<String, Parameter> parameter : block.getParameters()) {
            if (parameter.getKey().startsWith(last)) {
                // A view of the same memory.
                try (NDArray values = parameter.getValue().getArray().stopGradient()) {
                    values.divi(temperature);
                }
            }
        }
    }
}
