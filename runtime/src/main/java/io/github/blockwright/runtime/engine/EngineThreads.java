package io.github.blockwright.runtime.engine;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many threads the engine computes with. It reads the number once, when it starts, so choose before anything touches
 * it:
 *
 * <pre>{@code
 * EngineThreads.use(EngineThreads.free());
 * try (NDManager manager = NDManager.newBaseManager()) { ... }
 * }</pre>
 *
 * <p>Sums are divided among the threads, so another number gives other last bits: fix it where a result has to be
 * repeated.
 */
public final class EngineThreads {
    private static final Logger LOGGER = LoggerFactory.getLogger(EngineThreads.class);
    private static final String PROPERTY = "ai.djl.pytorch.num_threads";
    private static final long SAMPLE_MILLIS = 200;

    // GNU OpenMP's threads spin for milliseconds before they sleep, on a core that another process could use, and the
    // thread that they wait for may be waiting for that very core. A few microseconds bridge the gaps within a step.
    private static final String SPIN_KEY = "GOMP_SPINCOUNT";
    private static final String SPIN_COUNT = "1000";

    private EngineThreads() {}

    /**
     * The cores that other processes leave free just now, at least 1. Two threads that share a core with a busy process
     * are slower than one that has a core of its own. Takes 0.2 s.
     */
    public static int free() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        int processors = system.getAvailableProcessors();
        // The first answer is the start of what the second one measures.
        system.getCpuLoad();
        system.getProcessCpuLoad();
        try {
            Thread.sleep(SAMPLE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
        // Negative where the system does not tell.
        double all = Math.max(0, system.getCpuLoad());
        double own = Math.max(0, system.getProcessCpuLoad());
        return free(Cores.count(), processors * (all - own));
    }

    /** @param taken cores' worth of what other processes compute */
    static int free(int cores, double taken) {
        return Math.max(1, cores - (int) Math.round(taken));
    }

    /**
     * The most threads that make any sense here: four for each processor, and 64 everywhere, so that what was trained on a large
     * machine can be repeated on a small one. Thousands make the engine stand still.
     */
    public static int most() {
        return Math.max(64, 4 * Runtime.getRuntime().availableProcessors());
    }

    /**
     * Makes the engine compute with this many threads when it starts. On Linux they also give up an idle core sooner than
     * OpenMP has it, unless the environment says how they wait ({@code OMP_WAIT_POLICY} or {@code GOMP_SPINCOUNT}), so
     * that a process which becomes busy later slows them down by its share and not many times over.
     *
     * @throws IllegalArgumentException if there is not at least one, or there are more than {@link #most}
     */
    public static void use(int threads) {
        if (threads < 1 || threads > most()) {
            throw new IllegalArgumentException("There must be 1 to " + most() + " threads here, not " + threads);
        }
        System.setProperty(PROPERTY, Integer.toString(threads));
        Map<String, String> environment = System.getenv();
        if (Platform.isLinux() && !environment.containsKey("OMP_WAIT_POLICY") && !environment.containsKey(SPIN_KEY)) {
            spinBriefly();
        }
    }

    /** Whether a number is set already, by {@link #use} or the property {@code ai.djl.pytorch.num_threads}. */
    public static boolean areSet() {
        return Integer.getInteger(PROPERTY) != null;
    }

    /** The number that is set, or else the engine's own: one for each core. */
    public static int count() {
        return Integer.getInteger(PROPERTY, Cores.count());
    }

    /** Java cannot set a variable of its own process's environment, which OpenMP reads when the engine loads it. */
    private static void spinBriefly() {
        try {
            NativeLibrary.getProcess().getFunction("setenv").invokeInt(new Object[] {SPIN_KEY, SPIN_COUNT, 0});
        } catch (LinkageError e) {
            LOGGER.warn(
                    "OpenMP's threads spin as long as it has them: {} could not be set ({})", SPIN_KEY, e.toString());
        }
    }
}
