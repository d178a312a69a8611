package io.github.blockwright.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.blockwright.cli.Distribution.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The archive of classes that the packed command makes for itself, from nothing to damaged. */
@DisabledOnOs(OS.WINDOWS)
class ClassArchiveIT {
    private static final String USED = "io.github.blockwright.cli.Main source: shared objects file";
    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    private static Path folder;

    private static Distribution distribution;
    private static Path cache;
    private static Path archive;

    @BeforeAll
    static void aFirstCommandMakesIt() throws Exception {
        // Java 17 takes no classes from an archive of jars whose path has a space in it.
        Path home = Distribution.in(folder).home();
        distribution = new Distribution(folder, Files.move(home, folder.resolve("tools")));
        cache = folder.resolve("my cache");
        Outcome first = version(cache, "");
        assertThat(first.out()).startsWith("blockwright ");
        assertThat(first.err()).isEmpty();
        archive = made(cache);
    }

    private static Outcome version(Path in, String options) throws Exception {
        return distribution.run(
                Map.of("BLOCKWRIGHT_CACHE", in.toString(), "BLOCKWRIGHT_OPTS", options),
                distribution.script(),
                "--version");
    }

    /** The archive in a cache, once nothing else is there. */
    private static Path made(Path cache) throws Exception {
        Instant end = Instant.now().plus(LONG);
        List<Path> files = List.of();
        while (Instant.now().isBefore(end)) {
            files = files(cache);
            if (files.size() == 1 && files.get(0).toString().endsWith(".jsa")) {
                return files.get(0);
            }
            Thread.sleep(200);
        }
        throw new AssertionError("no archive in " + cache + ", but " + files);
    }

    private static List<Path> files(Path cache) throws IOException {
        Path ours = cache.resolve("blockwright");
        if (!Files.isDirectory(ours)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(ours)) {
            return files.toList();
        }
    }

    @Test
    void theNextCommandUsesIt() throws Exception {
        assertThat(version(cache, "-Xlog:class+load").out()).contains(USED);
        assertThat(files(cache)).containsExactly(archive);
    }

    @Test
    void onlyItsOwnerCanReadOrWriteIt() throws Exception {
        assertThat(Files.getPosixFilePermissions(archive.getParent()))
                .allSatisfy(permission -> assertThat(permission.name()).startsWith("OWNER_"));
    }

    /** A command that is cut off in the middle, a disk that was full, and something else altogether. */
    @Test
    void whatIsDamagedIsNotUsedAndNotSpokenOf() throws Exception {
        byte[] whole = Files.readAllBytes(archive);
        Path damaged = Files.createDirectories(folder.resolve("damaged/blockwright"))
                .resolve(archive.getFileName().toString());
        for (int length : List.of(0, 100, whole.length / 2, whole.length - 1)) {
            Files.write(damaged, Arrays.copyOf(whole, length));
            check(damaged, "cut to " + length);
        }
        byte[] zeros = whole.clone();
        Arrays.fill(zeros, 0, 4096, (byte) 0);
        Files.write(damaged, zeros);
        check(damaged, "without its head");
        Files.writeString(damaged, "no archive\n".repeat(1000));
        check(damaged, "no archive");
    }

    private static void check(Path damaged, String how) throws Exception {
        Path in = damaged.getParent().getParent();
        Outcome answer = version(in, "");
        assertThat(answer.out()).as(how).matches("blockwright \\S+\\n");
        assertThat(answer.err()).as(how).isEmpty();
        assertThat(answer.code()).as(how).isZero();
        assertThat(version(in, "-Xlog:class+load").out()).as(how).doesNotContain(USED);
    }

    @Test
    void anotherJavaHasAnotherAndTakesNoneThatIsNotItsOwn() throws Exception {
        String newer = System.getProperty("blockwright.newerJava", "");
        assumeTrue(!newer.isEmpty(), "another Java is named by -Dblockwright.newerJava=FOLDER");
        Path both = folder.resolve("both");
        Map<String, String> environment = Map.of("BLOCKWRIGHT_CACHE", both.toString(), "JAVA_HOME", newer);
        Outcome first = distribution.run(environment, distribution.script(), "--version");
        assertThat(first.err()).isEmpty();
        Path other = made(both);
        assertThat(other.getFileName()).isNotEqualTo(archive.getFileName());
        Files.delete(other);
        Files.copy(archive, other);
        Outcome foreign = distribution.run(environment, distribution.script(), "--version");
        assertThat(foreign.out()).startsWith("blockwright ");
        assertThat(foreign.err()).isEmpty();
        assertThat(foreign.code()).isZero();
    }

    @Test
    void whereNothingCanBeWrittenThereIsNone() throws Exception {
        Outcome answer = version(Path.of("/proc/nowhere"), "");
        assertThat(answer.out()).startsWith("blockwright ");
        assertThat(answer.err()).isEmpty();
        assertThat(answer.code()).isZero();
    }

    /** A folder of that name says that another process is at it; after ten minutes, that one was killed. */
    @Test
    void oneProcessMakesItAndWhatAKilledOneLeftGoes() throws Exception {
        Path at = folder.resolve("killed");
        Path making = Files.createDirectories(at.resolve("blockwright").resolve(archive.getFileName() + ".making"));
        Files.writeString(making.resolve("part"), "half");
        version(at, "");
        Thread.sleep(3000);
        assertThat(files(at)).containsExactly(making);
        Files.setLastModifiedTime(making, FileTime.from(Instant.now().minus(Duration.ofMinutes(12))));
        version(at, "");
        assertThat(made(at).getFileName()).isEqualTo(archive.getFileName());
    }

    /** Names that are in no jar any more are passed over, and the command starts that much later. */
    @Test
    void theListNamesClassesThatAreThere() throws Exception {
        Set<String> there = new TreeSet<>();
        try (JarFile jar =
                new JarFile(distribution.home().resolve("blockwright.jar").toFile())) {
            addClasses(jar, there);
        }
        try (Stream<Path> libraries = Files.list(distribution.home().resolve("lib"))) {
            for (Path library : libraries.toList()) {
                if (library.getFileName().toString().startsWith("blockwright-")) {
                    try (JarFile jar = new JarFile(library.toFile())) {
                        addClasses(jar, there);
                    }
                }
            }
        }
        List<String> listed = Files.readAllLines(distribution.home().resolve("classes.lst")).stream()
                .filter(line -> line.startsWith("io/github/blockwright/"))
                .toList();
        assertThat(listed).hasSizeGreaterThan(100);
        List<String> gone =
                listed.stream().filter(name -> !there.contains(name)).toList();
        assertThat(gone.size() * 20)
                .as("of %s, %s are in no jar: make the list anew, as docs/contributing.md says", listed.size(), gone)
                .isLessThan(listed.size());
    }

    private static void addClasses(JarFile jar, Set<String> names) {
        for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
            String name = entries.nextElement().getName();
            if (name.endsWith(".class")) {
                names.add(name.substring(0, name.length() - ".class".length()));
            }
        }
    }
}
