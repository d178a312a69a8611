package io.github.blockwright.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.blockwright.cli.Distribution.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The packed command in 512 MB that the kernel really holds it to, as a container does, where such a group can be made. */
@EnabledOnOs(OS.LINUX)
class LittleMemoryIT {
    private static final Pattern ADVISED = Pattern.compile("take a batch of (\\d+) at most");

    @TempDir
    private Path folder;

    private Path group;

    @BeforeEach
    void limit() throws IOException {
        Path groups = Path.of("/sys/fs/cgroup");
        boolean old = Files.isDirectory(groups.resolve("memory"));
        group = (old ? groups.resolve("memory") : groups)
                .resolve("blockwright-" + ProcessHandle.current().pid());
        try {
            Files.createDirectory(group);
            Files.writeString(group.resolve(old ? "memory.limit_in_bytes" : "memory.max"), Long.toString(512L << 20));
        } catch (IOException e) {
            assumeTrue(false, "no group with a limit of memory can be made here: " + e);
        }
    }

    @AfterEach
    void remove() throws IOException {
        Files.deleteIfExists(group);
    }

    @Test
    void whatCannotFitIsRefusedAndWhatIsAdvisedFits() throws Exception {
        Distribution distribution = Distribution.in(folder);
        Outcome refused = train(distribution, 300);
        assertThat(refused.code()).as(refused.err()).isEqualTo(1);
        assertThat(refused.err()).contains("A training in batches of 300 takes at least ", ", and there are 0.5 GB: ");
        Matcher advised = ADVISED.matcher(refused.err());
        assertThat(advised.find()).isTrue();
        int batch = Integer.parseInt(advised.group(1));
        assertThat(batch).isBetween(32, 128);
        Outcome trained = train(distribution, batch);
        assertThat(trained.code()).as(trained.err()).isZero();
        // It may be killed, but not without a word before.
        assertThat(train(distribution, 160).err())
                .contains("a training in batches of 160 takes ")
                .containsPattern(ADVISED);
    }

    private Outcome train(Distribution distribution, int batch) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("sh", "-c", "echo $$ > " + group + "/cgroup.procs && exec \"$0\" \"$@\""));
        command.addAll(List.of(distribution.script(), "train", "ShapesNet", "--limit", "400", "--epochs", "1"));
        command.addAll(List.of(
                "--batch-size",
                Integer.toString(batch),
                "--output",
                folder.resolve("run " + batch).toString()));
        return distribution.run(Map.of(), command.toArray(String[]::new));
    }
}
