package io.github.blockwright.examples.cli;

import io.github.blockwright.runtime.engine.EngineThreads;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How the engine runs; it reads these settings once, when it starts. */
final class EngineOptions {
    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads of the engine; default: one for each core that other processes leave free at the"
                    + " start. The same number gives the same weights.")
    private Integer threads;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** Applies the settings; call it before anything touches the engine. What is set already stays. */
    void apply() {
        if (threads != null) {
            if (threads < 1) {
                throw new ParameterException(spec.commandLine(), "--threads must be at least 1, not " + threads);
            }
            EngineThreads.use(threads);
        } else if (!EngineThreads.areSet()) {
            EngineThreads.use(EngineThreads.free());
        }
        // All natives come with the class path: the engine need not ask any server.
        setDefault("ai.djl.offline", "true");
        setDefault("ai.djl.pytorch.graph_optimizer", "false");
    }

    /** What a training depends on beside its recipe, in a line. */
    String describe() {
        String number = EngineThreads.count() == 1 ? "1 thread" : EngineThreads.count() + " threads";
        return threads != null
                ? number
                : number + ", as many as cores were free (--threads " + EngineThreads.count()
                        + " gives the same weights again)";
    }

    private static void setDefault(String key, String value) {
        if (System.getProperty(key) == null) {
            System.setProperty(key, value);
        }
    }
}
