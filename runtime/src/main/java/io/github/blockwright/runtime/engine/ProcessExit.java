package io.github.blockwright.runtime.engine;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;

/** Ends the process at once, whatever the engine is doing. */
public final class ProcessExit {
    private ProcessExit() {}

    /**
     * Ends it with this exit code. Java's own way runs what C++ has registered for a process's end, under the hands of the
     * engine's threads, which then crash; the system's way does not.
     */
    public static void now(int code) {
        if (!Platform.isWindows()) {
            try {
                NativeLibrary.getProcess().getFunction("_exit").invokeVoid(new Object[] {code});
            } catch (LinkageError e) {
                // Then Java's way is the only one.
                Runtime.getRuntime().halt(code);
            }
        }
        Runtime.getRuntime().halt(code);
    }
}
