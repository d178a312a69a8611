package io.github.blockwright.cli;

import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.serve.ServedNetwork;
import io.github.blockwright.runtime.serve.Serving;
import io.github.blockwright.runtime.serve.ServingEngine;
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

    /** Opens a network and says what runs it. */
    public ServedNetwork open(NetworkBlock<?, ?> block) {
        ServedNetwork served = Serving.of(block).engine(engine).open();
        PrintWriter out = spec.commandLine().getOut();
        out.println("engine: " + served.description());
        return served;
    }
}
