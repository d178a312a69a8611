package io.github.blockwright.spark.measuring;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/**
 * Two executors on this machine, each a JVM of its own with one core and 1 GB, as if they were two machines. Its processes are
 * found on Linux only.
 */
public final class LocalCluster {
    private LocalCluster() {}

    /**
     * A session whose executors have this JVM's class path.
     *
     * @throws IllegalStateException if SPARK_HOME, where executors keep their logs, is not in the environment
     */
    public static SparkSession start() throws IOException {
        String home = System.getenv("SPARK_HOME");
        if (home == null) {
            throw new IllegalStateException("Set SPARK_HOME to any folder that may be written to: executors run there");
        }
        // Spark looks for its own jars there and insists on the folder; they are in the class path.
        Files.createDirectories(Path.of(home, "jars"));
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
        return SparkSession.builder()
                .master("local-cluster[2,1,1024]")
                .config("spark.ui.enabled", false)
                .config("spark.executor.extraClassPath", classPath)
                .config("spark.executorEnv.SPARK_SCALA_VERSION", "2.13")
                .getOrCreate();
    }

    /** The processes of the executors that run now. */
    public static List<ProcessHandle> executors() {
        // ProcessHandle's own command line ends after 4096 bytes, and the class path is longer.
        return ProcessHandle.current()
                .descendants()
                .filter(process -> read(process, "cmdline").contains("CoarseGrainedExecutorBackend"))
                .toList();
    }

    /** The memory that a process has now, in MB; 0 if it has ended. */
    static long residentMegabytes(ProcessHandle process) {
        return read(process, "status")
                .lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    private static String read(ProcessHandle process, String name) {
        Path file = Path.of("/proc", Long.toString(process.pid()), name);
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
