package io.github.blockwright.runtime.engine;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which of the processor's vector instructions the engine's convolutions may use. Those of the engine's oneDNN 3.7 are wrong
 * on an AMD processor of family 26 (Zen 5) in a virtual machine that does not say how large the caches are: pointwise
 * convolutions to 40 channels, 3×3 ones from 24, gradients of strided ones, with AVX2 as with AVX-512, by as much as the values
 * themselves; and memory is overwritten. With SSE 4.1 all are right. There this chooses SSE 4.1, unless the environment says
 * something itself.
 */
public final class EngineInstructions {
    /** The variable that oneDNN reads before its first convolution. */
    public static final String VARIABLE = "ONEDNN_MAX_CPU_ISA";

    private static final String OLD_VARIABLE = "DNNL_MAX_CPU_ISA";
    private static final Logger LOGGER = LoggerFactory.getLogger(EngineInstructions.class);
    private static final String RIGHT_EVERYWHERE = "SSE41";
    private static final int ZEN_5 = 26;
    private static final Pattern FAMILY = Pattern.compile("vendor_id\\s*: AuthenticAMD\\ncpu family\\s*: (\\d+)\\n");
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final Path CACHES = Path.of("/sys/devices/system/cpu/cpu0/cache/index0");

    private EngineInstructions() {}

    /** Chooses them for this process; what is called after the engine's first convolution comes too late. */
    public static void choose() {
        if (ofTheEnvironment().isEmpty()) {
            chosen().ifPresent(EngineInstructions::set);
        }
    }

    /** The most that the engine may use, as oneDNN names it, by the environment or by {@link #choose}; nothing if it may use all. */
    public static Optional<String> limit() {
        return ofTheEnvironment().or(EngineInstructions::chosen);
    }

    private static Optional<String> ofTheEnvironment() {
        return Optional.ofNullable(System.getenv(VARIABLE)).or(() -> Optional.ofNullable(System.getenv(OLD_VARIABLE)));
    }

    private static Optional<String> chosen() {
        return Platform.isLinux() ? wanted(cpuInfo(), saysItsCaches()) : Optional.empty();
    }

    /** What to limit the engine to, on a processor that describes itself so. */
    static Optional<String> wanted(String cpuInfo, boolean saysItsCaches) {
        Matcher family = FAMILY.matcher(cpuInfo);
        return !saysItsCaches && family.find() && Integer.parseInt(family.group(1)) >= ZEN_5
                ? Optional.of(RIGHT_EVERYWHERE)
                : Optional.empty();
    }

    /** Whether the machine says how large the processor's caches are; some virtual ones do not. */
    static boolean saysItsCaches() {
        return Files.exists(CACHES);
    }

    private static String cpuInfo() {
        try {
            return Files.readString(PROCESSORS);
        } catch (IOException e) {
            LOGGER.debug("{} cannot be read", PROCESSORS, e);
            return "";
        }
    }

    private static void set(String instructions) {
        try {
            NativeLibrary.getProcess().getFunction("setenv").invokeInt(new Object[] {VARIABLE, instructions, 0});
        } catch (LinkageError e) {
            LOGGER.warn(
                    "Convolutions may be wrong on this processor: set {}={} ({})",
                    VARIABLE,
                    instructions,
                    e.toString());
        }
    }
}
