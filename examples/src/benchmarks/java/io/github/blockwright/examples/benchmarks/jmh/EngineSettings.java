package io.github.blockwright.examples.benchmarks.jmh;

/** What the engine reads when it starts, in the process that JMH forks. */
final class EngineSettings {
    private EngineSettings() {}

    static void apply(int threads) {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("ai.djl.pytorch.graph_optimizer", "false");
        System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
    }
}
