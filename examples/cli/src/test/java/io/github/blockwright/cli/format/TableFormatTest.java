package io.github.blockwright.cli.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableFormatTest {
    @Test
    void rowsOfOneOperatorShareTheirColumnsAndAllRowsThatOfTheirTypes() {
        assertAligned("""
                        @Conv(filters = 32, kernel = 3)
                        NDArray stem,

                        @InvertedResidual(
                                expansion = 1, filters = 16,
                                squeeze = @Squeeze(
                                        ofInput = true, divisor = 1))
                        NDArray stage1,
                        @InvertedResidual(expansion=6,filters=160,strides=2) NDArray stage2,
                        @InvertedResidual(filters = 8, strides = 2, squeeze = @Squeeze) ai.djl.ndarray.NDArray stage3,
                        @Conv(filters = 1280) NDArray head, @Flatten NDArray flat
                """, """
                        @Conv(filters = 32, kernel = 3)                                                                               NDArray                stem,
                        @InvertedResidual(expansion = 1, filters = 16,               squeeze = @Squeeze(ofInput = true, divisor = 1)) NDArray                stage1,
                        @InvertedResidual(expansion = 6, filters = 160, strides = 2)                                                  NDArray                stage2,
                        @InvertedResidual(               filters = 8,   strides = 2, squeeze = @Squeeze)                              ai.djl.ndarray.NDArray stage3,
                        @Conv(filters = 1280)                                                                                         NDArray                head,
                        @Flatten                                                                                                      NDArray                flat""");
    }

    @Test
    void commentsBetweenRowsStayWhereTheyAre() {
        assertAligned("""
                        // Table 2, first row
                        @Conv(filters = 8) NDArray stem, // a, "b (
                        /* the
                           head */
                        @GlobalAveragePool NDArray pooled,
                        @Dense(units = 10) NDArray logits
                """, """
                        // Table 2, first row
                        @Conv(filters = 8) NDArray stem, // a, "b (
                        /* the
                           head */
                        @GlobalAveragePool NDArray pooled,
                        @Dense(units = 10) NDArray logits""");
    }

    @Test
    void attributesInAnotherOrderKeepIt() {
        assertAligned("""
                        @Conv(filters = 8, kernel = 3) NDArray a,
                        @Conv(kernel = 3, filters = 128) NDArray b
                """, """
                        @Conv(filters = 8, kernel = 3)   NDArray a,
                        @Conv(kernel = 3, filters = 128) NDArray b""");
    }

    @Test
    void columnsDoNotMakeATableTooWide() {
        String wide = "squeeze = @Squeeze(ratio = 0.5, ofInput = true, divisor = 2, activation = SILU, gate = SIGMOID)";
        assertAligned("""
                        @Residual(filters = 8, %s) NDArray a,
                        @Residual(filters = 128, activation = HARD_SWISH, kernel = 5) NDArray b,
                        @Flatten NDArray c
                """.formatted(wide), """
                        @Residual(filters = 8, %s) NDArray a,
                        @Residual(filters = 128, activation = HARD_SWISH, kernel = 5)                                                           NDArray b,
                        @Flatten                                                                                                                NDArray c""".formatted(wide));
    }

    @Test
    void aRowThatIsTooWideDoesNotPushTheOthersAside() {
        String wide = "@Apply(value = " + "x".repeat(150) + ".class)";
        assertAligned(
                "        @Flatten NDArray flat,\n" + wide + " NDArray mine,\n@Dense(units = 10) NDArray logits",
                """
                        @Flatten           NDArray flat,
                        %s NDArray mine,
                        @Dense(units = 10) NDArray logits""".formatted(wide));
    }

    @Test
    void severalAnnotationsOfARowStayInOneLine() {
        assertAligned("""
                        @SuppressWarnings({"blockwright:stride-on-point",
                                "blockwright"})
                        @Conv(filters = 8, strides = 2) NDArray a,
                        @Conv(filters = 128, strides = 2) NDArray b
                """, """
                        @SuppressWarnings({"blockwright:stride-on-point", "blockwright"}) @Conv(filters = 8, strides = 2) NDArray a,
                        @Conv(filters = 128, strides = 2)                                                                 NDArray b""");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "record NoNetwork(\n@Conv(filters = 1) NDArray a,   @Flatten NDArray b) {}",
                "@Network record OneRow(@Conv(filters  =  1) NDArray a) {}",
                "@Network record CommentInARow(\n@Conv(filters = 1) /* why */ NDArray a,\n  @Flatten NDArray b) {}",
                "@Network record CommentAtTheEnd(\n@Conv(filters = 1) NDArray a // why\n) {}",
                "@Network record NoAnnotation(\nNDArray a,   @Flatten NDArray b) {}",
                "@Network record NotAType(\n@Conv(filters = 1) Map<A, B> a,   @Flatten NDArray b) {}",
                "@Network record Twice(\n@Conv(filters = 1, filters = 2) NDArray a,   @Flatten NDArray b) {}",
                "@Network record NeverClosed(\n@Conv(filters = 1) NDArray a,   @Flatten NDArray b",
                "@Network record Elided(...) {}",
                "@Network record Empty(\n) {}",
                "@Network class NotARecord {}",
                "@Network",
                "@",
                "// @Network record InAComment(\n// @Conv(filters = 1) NDArray a,   @Flatten NDArray b) {}",
                "/** @Network record InJavadoc(\n@Conv(filters = 1) NDArray a,   @Flatten NDArray b) {} */",
                "String inAString = \"\"\"\n \\\"\"\" @Network record X(\n@Flatten NDArray a,   @Flatten NDArray b) {}\"\"\";",
                "char quote = '\"'; String s = \"@Network record InAString(\\\" @Flatten NDArray a,  @Flatten NDArray b) {}\";",
            })
    void whatIsNoTableOrNotUnderstoodStaysAsItIs(String source) {
        assertThat(TableFormat.java(source)).isEqualTo(source);
    }

    @Test
    void tablesAreFoundWhereverTheyStand() {
        String source = """
                interface Tables {
                \t@io.github.blockwright.dsl.Network(input = @Input(height = 8, width = 8)) // small
                \t@Budget(parameters = 1) public static record First(@Flatten NDArray a,
                @Dense(units = 2) NDArray b) implements Marker {}

                  @Network record Second(@Flatten NDArray a, @Dense(units = 2) NDArray b) {}
                }
                """;
        String rows = "@Flatten          NDArray a,\n%s@Dense(units = 2) NDArray b)";
        String first = "\t        ";
        String second = "          ";
        String expected = """
                interface Tables {
                \t@io.github.blockwright.dsl.Network(input = @Input(height = 8, width = 8)) // small
                \t@Budget(parameters = 1) public static record First(
                %s implements Marker {}

                  @Network record Second(
                %s {}
                }
                """.formatted(first + rows.formatted(first), second + rows.formatted(second));
        assertThat(TableFormat.java(source)).isEqualTo(expected);
        assertThat(TableFormat.java(source.replace("\n", "\r\n"))).isEqualTo(expected.replace("\n", "\r\n"));
    }

    @Test
    void onlyTheJavaExamplesOfMarkdownAreAligned() {
        String table = "@Network record X(@Flatten NDArray a, @Dense(units = 2) NDArray b) {}\n";
        String text = "Isn't it?\n\n```java\n%s```\n\n`\"`\n\n```\n%s```\n".formatted(table, table);
        assertThat(TableFormat.markdown(text))
                .isEqualTo("Isn't it?\n\n```java\n%s```\n\n`\"`\n\n```\n%s```\n", TableFormat.java(table), table)
                .isNotEqualTo(text);
    }

    @Test
    void aLongSourceIsReadInNoTime() {
        String source = "@Network record X() {}\nString s = \"\"\"\n" + "\\n \"quoted\" ".repeat(2_000) + "\"\"\";\n"
                + "/* " + "long ".repeat(20_000) + "*/\n" + "@A @B({1, 2}) int x;\n".repeat(5_000);
        Assertions.assertTimeout(Duration.ofSeconds(5), () -> assertThat(TableFormat.java(source))
                .isEqualTo(source));
    }

    private static void assertAligned(String rows, String expected) {
        String before = "@Network(input = @Input(height = 32, width = 32))\npublic record Table(\n";
        String after = ") {}\n";
        String aligned = TableFormat.java(before + rows + after);
        assertThat(aligned).isEqualTo(before + expected.indent(8).stripTrailing() + after);
        assertThat(TableFormat.java(aligned)).as("aligned again").isEqualTo(aligned);
    }
}
