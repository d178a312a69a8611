package io.github.blockwright.runtime.engine;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * NNPACK, of which the engine asks small convolutions on one thread first. Where the machine does not say how large its caches
 * are, NNPACK cannot start, and the engine prints so before each convolution, thousands of times.
 */
public final class EngineNnpack {
    private static final Logger LOGGER = LoggerFactory.getLogger(EngineNnpack.class);
    private static final Path MAPS = Path.of("/proc/self/maps");
    private static final Pattern ENGINE = Pattern.compile("/\\S.*/libtorch_cpu\\.so$");

    static {
        if (Platform.isLinux() && !EngineInstructions.saysItsCaches()) {
            leaveOut();
        }
    }

    private EngineNnpack() {}

    /** Lets the engine go without where it cannot start; once for a process, when the engine is loaded. */
    public static void leaveOutWhereItCannotStart() {
        // By the class's initialisation.
    }

    private static void leaveOut() {
        try {
            Optional<Path> engine = loaded();
            if (engine.isPresent()) {
                NativeLibrary library = NativeLibrary.getInstance(engine.get().toString());
                Pointer context = library.getFunction("_ZN2at13globalContextEv").invokePointer(new Object[0]);
                library.getFunction("_ZN2at7Context20setUserEnabledNNPACKEb").invokeVoid(new Object[] {context, 0});
            }
        } catch (IOException | LinkageError e) {
            LOGGER.debug("The engine is left to ask for NNPACK", e);
        }
    }

    /** The engine's library as this process has it. */
    private static Optional<Path> loaded() throws IOException {
        try (Stream<String> lines = Files.lines(MAPS)) {
            return lines.flatMap(line -> ENGINE.matcher(line).results())
                    .map(match -> Path.of(match.group()))
                    .findFirst();
        }
    }
}
