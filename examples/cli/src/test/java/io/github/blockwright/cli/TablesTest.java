package io.github.blockwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of this repository look as the paper prints them. */
class TablesTest {
    /** Everything but the processor's tables with mistakes and warnings, whose lines and columns are expectations. */
    private static final List<String> PATHS = List.of(
            "README.md",
            "docs",
            "dsl",
            "runtime",
            "examples",
            "processor/src/main",
            "processor/src/test/resources/tables");

    @Test
    void everyTableIsAligned() {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Stream<String> command =
                Stream.concat(Stream.of("format", "--check"), PATHS.stream().map(path -> "../../" + path));
        int code = Main.run(new PrintWriter(out), new PrintWriter(err), command.toArray(String[]::new));
        assertThat(code)
                .as(
                        "%s%sAlign them, in the root of the repository, with%n"
                                + "java -jar examples/cli/target/blockwright.jar format %s%n",
                        out, err, String.join(" ", PATHS))
                .isZero();
    }
}
