package io.github.blockwright.runtime.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * The cores that a process may use. Where each runs two hardware threads, Java counts those; for convolutions the second
 * one gains nothing.
 */
final class Cores {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    private Cores() {}

    static int count() {
        int processors = Runtime.getRuntime().availableProcessors();
        if (!Files.isReadable(CPU_INFO)) {
            return processors;
        }
        try {
            int cores = count(Files.readString(CPU_INFO));
            return cores == 0 ? processors : Math.min(cores, processors);
        } catch (IOException e) {
            throw new UncheckedIOException(CPU_INFO + " cannot be read", e);
        }
    }

    /** The different cores that Linux names; 0 where it names none, as on most ARM machines. */
    static int count(String cpuInfo) {
        Set<String> cores = new HashSet<>();
        String socket = "";
        for (String line : cpuInfo.lines().toList()) {
            if (line.startsWith("physical id")) {
                socket = line;
            } else if (line.startsWith("core id")) {
                cores.add(socket + line);
            }
        }
        return cores.size();
    }
}
