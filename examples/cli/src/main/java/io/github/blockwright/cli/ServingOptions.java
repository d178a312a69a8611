package io.github.blockwright.cli;

import io.github.blockwright.runtime.serve.Classifier;
import io.github.blockwright.runtime.serve.Serving;
import io.github.blockwright.runtime.serve.ServingEngine;
import io.github.blockwright.runtime.weights.SavedModel;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** What runs a trained network. */
public final class ServingOptions {
    @Option(
            names = "--engine",
            description = "What runs the network: AUTO (the fastest that is there), ONNXRUNTIME or PYTORCH; default"
                    + " ${DEFAULT-VALUE}.")
    private ServingEngine engine = ServingEngine.AUTO;

    /**
     * Opens a network and says what runs it.
     *
     * @param shorterSide of a picture, whose middle is looked at; 0 for as little as the input needs
     * @param threads for each picture
     * @param out where to say it
     */
    public Classifier open(SavedModel saved, int shorterSide, int threads, PrintWriter out) {
        Classifier classifier = Serving.of(saved.block())
                .engine(engine)
                .threads(threads)
                .shorterSide(shorterSide)
                .thresholds(saved.thresholds())
                .classifier(saved.classes());
        out.println("engine: " + classifier.description());
        return classifier;
    }
}
