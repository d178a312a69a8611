package io.github.blockwright.benchmarks.jmh;

import io.github.blockwright.runtime.engine.EngineMemory;

/** What the engine reads when it starts, in the process that JMH forks. */
final class EngineSettings {
    private EngineSettings() {}

    static void apply(int threads) {
        EngineMemory.keep();
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("ai.djl.pytorch.graph_optimizer", "false");
        System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
    }
}
