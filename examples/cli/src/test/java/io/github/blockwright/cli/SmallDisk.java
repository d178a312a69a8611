package io.github.blockwright.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk in memory, where one can be mounted. */
final class SmallDisk implements AutoCloseable {
    private final Path path;

    /** Skips the test where none can be. */
    SmallDisk(Path folder, int megabytes) throws IOException {
        path = Files.createDirectories(folder);
        assumeTrue(mount("-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs"), "no small disk can be mounted here");
    }

    Path path() {
        return path;
    }

    /** Fills it, but for so many bytes. */
    void fill(long leave) throws IOException {
        long free = Files.getFileStore(path).getUsableSpace();
        Files.write(path.resolve("filler"), new byte[(int) Math.max(0, free - leave)]);
    }

    void empty() throws IOException {
        Files.delete(path.resolve("filler"));
    }

    void makeReadOnly() {
        assumeTrue(mount("-o", "remount,ro"), "it cannot be made read-only");
    }

    private boolean mount(String... options) {
        String[] command = new String[options.length + 2];
        command[0] = "mount";
        System.arraycopy(options, 0, command, 1, options.length);
        command[command.length - 1] = path.toString();
        return succeeds(command);
    }

    @Override
    public void close() {
        succeeds("umount", path.toString());
    }

    private static boolean succeeds(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
