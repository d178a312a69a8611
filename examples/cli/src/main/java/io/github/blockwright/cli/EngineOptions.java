package io.github.blockwright.cli;

import ai.djl.engine.Engine;
import io.github.blockwright.runtime.engine.EngineThreads;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How the engine runs; it reads these settings once, when it starts. */
public final class EngineOptions {
    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads of the engine; default: one for each core that other processes leave free at the"
                    + " start, and all for a single picture. The same number gives the same weights.")
    private Integer threads;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    private boolean chosen;

    /** Applies the settings; call it before anything touches the engine. What is set already stays. */
    public void apply() {
        check();
        if (threads != null) {
            EngineThreads.use(threads);
        } else if (!EngineThreads.areSet()) {
            EngineThreads.use(EngineThreads.free());
            chosen = true;
        }
        setDefaults();
    }

    /** Applies the settings for work so short that to watch which cores are free would take as long: it gets all. */
    public void applyToOne() {
        check();
        if (threads != null) {
            EngineThreads.use(threads);
        } else if (!EngineThreads.areSet()) {
            EngineThreads.use(EngineThreads.count());
        }
        setDefaults();
    }

    /**
     * Applies the settings for work that goes on in several places at a time: the engine gets a single thread in each.
     *
     * @return in how many places
     */
    public int applyToEach() {
        check();
        boolean areSet = EngineThreads.areSet();
        int places = threads != null ? threads : areSet ? EngineThreads.count() : EngineThreads.free();
        if (!areSet) {
            EngineThreads.use(1);
        }
        setDefaults();
        return places;
    }

    private void check() {
        int most = EngineThreads.most();
        if (threads != null && (threads < 1 || threads > most)) {
            throw new ParameterException(
                    spec.commandLine(), "--threads must be at least 1 and here at most " + most + ", not " + threads);
        }
    }

    private static void setDefaults() {
        // All natives come with the class path: the engine need not ask any server.
        setDefault("ai.djl.offline", "true");
        setDefault("ai.djl.pytorch.graph_optimizer", "false");
    }

    /** The engine in a line; it starts if it has not. */
    public String describe() {
        Engine engine = Engine.getInstance();
        int count = EngineThreads.count();
        String line = engine.getEngineName() + " " + engine.getVersion() + ", " + count
                + (count == 1 ? " thread" : " threads");
        return chosen
                ? line + ", as many as cores are free (with --threads " + count + " the same weights come out again)"
                : line;
    }

    private static void setDefault(String key, String value) {
        if (System.getProperty(key) == null) {
            System.setProperty(key, value);
        }
    }
}
