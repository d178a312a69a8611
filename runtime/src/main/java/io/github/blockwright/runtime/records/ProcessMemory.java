package io.github.blockwright.runtime.records;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much memory this process holds. */
final class ProcessMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";
    private static final double KILO = 1024;

    private ProcessMemory() {}

    /** Resident megabytes; where the system does not say them as Linux does, Java's own, without the engine's. */
    static double megabytes() {
        try {
            for (String line : Files.readAllLines(STATUS)) {
                if (line.startsWith(RESIDENT)) {
                    String kilobytes =
                            line.substring(RESIDENT.length()).replace("kB", "").strip();
                    return Long.parseLong(kilobytes) / KILO;
                }
            }
        } catch (IOException | NumberFormatException e) {
            return ofJava();
        }
        return ofJava();
    }

    private static double ofJava() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        long bytes = memory.getHeapMemoryUsage().getCommitted()
                + memory.getNonHeapMemoryUsage().getCommitted();
        return bytes / KILO / KILO;
    }
}
