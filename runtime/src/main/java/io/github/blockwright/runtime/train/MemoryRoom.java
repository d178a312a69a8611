package io.github.blockwright.runtime.train;

import com.sun.management.OperatingSystemMXBean;
import io.github.blockwright.runtime.records.ProcessMemory;
import java.lang.management.ManagementFactory;

/**
 * The memory that there is, in bytes.
 *
 * @param total what the machine has, or the container that the process is in
 * @param free of that, what others leave to this process, with what it holds already
 * @param held by this process before a training: Java, the engine, and what was read
 * @param heap what Java's heap, in which pictures are kept too, may grow by
 */
record MemoryRoom(long total, long free, long held, long heap) {
    // Where Java may take more, no training was seen to make use of it.
    private static final long MOST_HEAP = 1L << 30;

    static MemoryRoom now() {
        long total =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        long held = ProcessMemory.own();
        long free = Math.min(total, ProcessMemory.available().orElse(total) + held);
        Runtime java = Runtime.getRuntime();
        // Of what Java has from the system, it has touched little more than what is used.
        long used = java.totalMemory() - java.freeMemory();
        return new MemoryRoom(total, free, held, Math.max(0, Math.min(MOST_HEAP, java.maxMemory()) - used));
    }
}
