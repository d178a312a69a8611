package io.github.blockwright.cli;

import io.github.blockwright.runtime.serve.Classifier;
import io.github.blockwright.runtime.serve.Serving;
import io.github.blockwright.runtime.serve.ServingEngine;
import io.github.blockwright.runtime.weights.SavedModel;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What runs a trained network. */
public final class ServingOptions {
    @Option(
            names = "--engine",
            description = "What runs the network: AUTO (the fastest that is there), ONNXRUNTIME or PYTORCH; default"
                    + " ${DEFAULT-VALUE}.")
    private ServingEngine engine = ServingEngine.AUTO;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /**
     * Opens a network and says what runs it.
     *
     * @param shorterSide of a picture, whose middle is looked at; 0 for as little as the input needs
     */
    public Classifier open(SavedModel saved, int shorterSide) {
        Classifier classifier = Serving.of(saved.block())
                .engine(engine)
                .shorterSide(shorterSide)
                .classifier(saved.classes());
        PrintWriter out = spec.commandLine().getOut();
        out.println("engine: " + classifier.description());
        return classifier;
    }
}
