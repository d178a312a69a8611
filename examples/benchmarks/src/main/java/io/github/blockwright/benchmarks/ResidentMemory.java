package io.github.blockwright.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What of this process is in memory, as Linux counts it.
 *
 * @param all of it, {@code VmRSS}, in MB of 2²⁰ bytes
 * @param own what is its own, {@code RssAnon}
 * @param mapped what is of files that it maps, {@code RssFile}
 */
record ResidentMemory(double all, double own, double mapped) {
    private static final double KILOBYTES = 1024;

    /** That of now. */
    static ResidentMemory now() {
        try {
            List<String> status = Files.readAllLines(Path.of("/proc/self/status"));
            return new ResidentMemory(
                    megabytes(status, "VmRSS:"), megabytes(status, "RssAnon:"), megabytes(status, "RssFile:"));
        } catch (IOException e) {
            throw new UncheckedIOException("This measurement needs Linux", e);
        }
    }

    private static double megabytes(List<String> status, String name) {
        String line =
                status.stream().filter(l -> l.startsWith(name)).findFirst().orElseThrow();
        return Long.parseLong(line.replaceAll("\\D", "")) / KILOBYTES;
    }
}
