package io.github.blockwright.runtime.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What work that has ended has left behind: threads, and files of a folder that are open. */
public final class Leftovers {
    private static final Path OPEN_FILES = Path.of("/proc/self/fd");

    private final Path folder;
    private final Set<String> before = threads();

    private Leftovers(Path folder) {
        this.folder = folder;
    }

    /** Of what begins now. */
    public static Leftovers of(Path folder) {
        return new Leftovers(folder);
    }

    public void assertNone() throws IOException, InterruptedException {
        Set<String> left = left();
        for (int tries = 0; !left.isEmpty() && tries < 100; tries++) {
            // What has ended its work is not gone the same moment.
            Thread.sleep(20);
            left = left();
        }
        assertThat(left).as("threads").isEmpty();
        if (Files.isDirectory(OPEN_FILES)) {
            assertThat(openFiles()).as("open files").noneMatch(file -> file.startsWith(folder.toString()));
        }
    }

    private Set<String> left() {
        Set<String> threads = threads();
        threads.removeAll(before);
        return threads;
    }

    /** Those that are alive but the test's own and the virtual machine's. */
    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && thread.getThreadGroup() != null)
                .filter(thread -> !"system".equals(thread.getThreadGroup().getName()))
                .map(thread -> thread.getName() + " " + thread.getId())
                .collect(Collectors.toSet());
    }

    private static Set<String> openFiles() throws IOException {
        try (Stream<Path> links = Files.list(OPEN_FILES)) {
            return links.map(Leftovers::target).collect(Collectors.toSet());
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            // Closed meanwhile: that of the listing itself.
            return "";
        }
    }
}
