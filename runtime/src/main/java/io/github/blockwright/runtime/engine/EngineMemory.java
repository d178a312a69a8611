package io.github.blockwright.runtime.engine;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of the memory that the engine frees. Every step frees all of its maps and the next one asks for the same
 * sizes again, but GNU's allocator gives large pieces back to the system meanwhile, which has to clear each page anew.
 */
public final class EngineMemory {
    private static final Logger LOGGER = LoggerFactory.getLogger(EngineMemory.class);
    // mallopt's numbers in malloc.h.
    private static final Map<String, Setting> SETTINGS = Map.of(
            "MALLOC_TRIM_THRESHOLD_", new Setting(-1, Integer.MAX_VALUE),
            "MALLOC_TOP_PAD_", new Setting(-2, 64 << 20),
            "MALLOC_MMAP_THRESHOLD_", new Setting(-3, 1 << 30));

    private EngineMemory() {}

    private record Setting(int parameter, int bytes) {}

    /**
     * Lets the process keep what the engine frees, for its next step. It does something on Linux with GNU's C library, for
     * pieces of up to a gigabyte and the whole process, and leaves alone what the environment sets
     * ({@code MALLOC_TRIM_THRESHOLD_}, {@code MALLOC_TOP_PAD_}, {@code MALLOC_MMAP_THRESHOLD_}). Call it before the engine
     * works: it holds for what is allocated from then on.
     */
    public static void keep() {
        if (!Platform.isLinux()) {
            return;
        }
        try {
            Function mallopt = NativeLibrary.getProcess().getFunction("mallopt");
            SETTINGS.forEach((variable, setting) -> {
                if (!System.getenv().containsKey(variable)) {
                    mallopt.invokeInt(new Object[] {setting.parameter(), setting.bytes()});
                }
            });
        } catch (LinkageError e) {
            LOGGER.debug("This C library has no mallopt: its allocator stays as it is", e);
        }
    }
}
