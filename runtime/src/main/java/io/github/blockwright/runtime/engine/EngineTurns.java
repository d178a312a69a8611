package io.github.blockwright.runtime.engine;

import ai.djl.engine.Engine;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Turns at what the engine has one of for the whole process: DJL's collector of gradients and the generator of random
 * numbers. Whoever draws sets the seed first and is alone with it until all is drawn, so two trainings in one process draw what
 * each would draw by itself.
 */
public final class EngineTurns {
    private static final ReentrantLock TURN = new ReentrantLock();

    private EngineTurns() {}

    /**
     * Does work alone.
     *
     * @return what the work returns
     */
    public static <T> T alone(Supplier<T> work) {
        TURN.lock();
        try {
            return work.get();
        } finally {
            TURN.unlock();
        }
    }

    /**
     * Does work that draws, from this seed on, alone.
     *
     * @return what the work returns
     */
    public static <T> T seeded(Engine engine, int seed, Supplier<T> work) {
        return alone(() -> {
            engine.setRandomSeed(seed);
            return work.get();
        });
    }

    /** The same for work that returns nothing. */
    public static void run(Engine engine, int seed, Runnable work) {
        TURN.lock();
        try {
            engine.setRandomSeed(seed);
            work.run();
        } finally {
            TURN.unlock();
        }
    }
}
