package io.github.blockwright.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.jacoco.core.analysis.Analyzer;
import org.jacoco.core.analysis.CoverageBuilder;
import org.jacoco.core.analysis.IClassCoverage;
import org.jacoco.core.data.ExecutionDataStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is generated suits the tools that people build with. */
class StandardToolsTest {
    static List<Integer> releases() {
        int latest = Runtime.version().feature();
        return Stream.of(17, 21, 25).filter(release -> release <= latest).toList();
    }

    @ParameterizedTest(name = "--release {0}")
    @MethodSource("releases")
    void everyReleaseCompilesItWithoutAWord(int release) {
        assertThat(compile("--release", Integer.toString(release), "-Xlint:all", "-Werror")
                        .diagnostics())
                .isEmpty();
    }

    @Test
    void coverageIsThatOfWhatSomebodyWrote() throws IOException {
        CoverageBuilder coverage = new CoverageBuilder();
        Analyzer analyzer = new Analyzer(new ExecutionDataStore(), coverage);
        for (JavaFileObject file : compile("-g").generatedFiles()) {
            if (file.getKind() == JavaFileObject.Kind.CLASS) {
                try (InputStream in = file.openInputStream()) {
                    analyzer.analyzeClass(in, file.getName());
                }
            }
        }
        Map<String, Integer> counted = coverage.getClasses().stream()
                .collect(Collectors.toMap(
                        IClassCoverage::getName, c -> c.getInstructionCounter().getTotalCount()));
        assertThat(counted)
                .containsKeys("tables/EveryOperator", "tables/EveryOperatorBlock", "tables/EveryOperatorBlock$Row");
        counted.forEach((name, instructions) -> {
            if (name.matches(".*Block(\\$Row)?") && !name.equals("tables/EveryBlock")) {
                assertThat(instructions).as(name).isZero();
            }
        });
        assertThat(counted.get("tables/EveryOperator")).isPositive();
    }

    private static Compilation compile(String... options) {
        return Compiler.javac()
                .withProcessors(new NetworkProcessor())
                .withOptions((Object[]) options)
                .compile(
                        Sources.table("EveryOperator"),
                        Sources.table("EveryBlock"),
                        Sources.table("MoreBlocks"),
                        Sources.table("WeirdNames"),
                        Sources.table("Family"));
    }
}
