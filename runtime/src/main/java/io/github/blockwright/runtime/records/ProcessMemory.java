package io.github.blockwright.runtime.records;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** How much memory this process holds, and how much is left. */
public final class ProcessMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path SYSTEM = Path.of("/proc/meminfo");
    private static final double MEGA = 1024 * 1024;
    private static final long KILO = 1024;

    private ProcessMemory() {}

    /** Resident megabytes; where the system does not say them as Linux does, Java's own, without the engine's. */
    static double megabytes() {
        return entry(STATUS, "VmRSS:").orElseGet(ProcessMemory::ofJava) / MEGA;
    }

    /** Bytes that nobody but this process has, without files, which the system drops when memory is short. */
    public static long own() {
        return entry(STATUS, "RssAnon:").orElseGet(ProcessMemory::ofJava);
    }

    /** Bytes that the machine can still give, where it says so. */
    public static OptionalLong available() {
        return entry(SYSTEM, "MemAvailable:");
    }

    private static OptionalLong entry(Path file, String name) {
        try {
            for (String line : Files.readAllLines(file)) {
                if (line.startsWith(name)) {
                    String kilobytes =
                            line.substring(name.length()).replace("kB", "").strip();
                    return OptionalLong.of(Long.parseLong(kilobytes) * KILO);
                }
            }
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty();
        }
        return OptionalLong.empty();
    }

    private static long ofJava() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        return memory.getHeapMemoryUsage().getCommitted()
                + memory.getNonHeapMemoryUsage().getCommitted();
    }
}
