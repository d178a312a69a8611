package io.github.blockwright.cli.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The programs and commands of the guide and the README, run in the order of the pages in one folder. */
@Tag("long")
@DisabledOnOs(OS.WINDOWS)
class GuideRunsTest {
    @TempDir
    private static Path folder;

    private static Sandbox sandbox;
    private static Map<String, JavaUnit> programs;

    @BeforeAll
    static void prepare() throws IOException, InterruptedException {
        Compiled compiled = Compiled.in(folder);
        assertThat(compiled.problems()).isEmpty();
        programs = compiled.units().stream()
                .filter(JavaUnit::isProgram)
                .collect(Collectors.toMap(unit -> unit.block().name(), Function.identity()));
        sandbox = new Sandbox(folder, compiled.classes());
        Sandbox.Outcome runs = sandbox.run("""
                blockwright train MyNet --data photos --epochs 2 --output runs/mine
                blockwright transfer MobileNetV3Small --data mushrooms --head-epochs 1 --epochs 0 --output runs/mushrooms
                blockwright transfer MobileNetV3Small --data photos --head-epochs 1 --epochs 0
                cp -r runs/mine runs/narrow-1
                cp -r runs/mine runs/wide-1
                """);
        assertThat(runs.code()).as(runs.output()).isZero();
    }

    static Stream<Block> blocks() {
        String chosen = System.getProperty("blockwright.page", "");
        return Page.guide().stream()
                .filter(page -> page.toString().contains(chosen))
                .flatMap(page -> page.blocks().stream())
                .filter(block -> List.of("java", "sh", "python").contains(block.language()))
                .filter(block -> block.note("not run").isEmpty()
                        && block.note("not compiled").isEmpty())
                .filter(block -> !block.language().equals("java") || programs().contains(block.name()));
    }

    private static Set<String> programs() {
        return Page.blocks(Page.guide(), "java").stream()
                .filter(block -> JavaUnit.of(block).isProgram())
                .map(Block::name)
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void works(Block block) throws IOException, InterruptedException {
        sandbox.makeRoom(block);
        Sandbox.Outcome outcome =
                switch (block.language()) {
                    case "java" -> sandbox.run(programs.get(block.name()));
                    case "python" -> sandbox.python(block.text());
                    default -> sandbox.run(block.text());
                };
        assumeThat(outcome.output())
                .as("-Dblockwright.python names a Python without a library that the block needs")
                .doesNotContain("ModuleNotFoundError");
        String context = "%s%n%s%n%s".formatted(block, block.text(), outcome.output());
        assertThat(outcome.code()).as(context).isZero();
        assertThat(outcome.output()).as(context).contains(block.note("expect").orElse(""));
    }
}
