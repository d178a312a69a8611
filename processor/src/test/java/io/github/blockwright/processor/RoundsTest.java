package io.github.blockwright.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables beside other processors, and with code that does not compile. */
class RoundsTest {
    private static final String TABLE = """
            package tiny;

            import ai.djl.ndarray.NDArray;
            import io.github.blockwright.dsl.*;

            @Network(input = @Input(height = 8, width = 8))
            @SuppressWarnings("blockwright")
            record Table(
                    @Apply(value = Later.class, filters = 3) NDArray applied,
                    @Conv(filters = 8, kernel = %d) NDArray conv) {}
            """;

    @Test
    void aTableWaitsForABlockClassThatAnotherProcessorGenerates() {
        Compilation compilation = Compiler.javac()
                .withProcessors(new NetworkProcessor(), new LaterProcessor())
                .withOptions("-Xlint:all,-processing")
                .compile(table(3));
        assertThat(compilation.diagnostics()).isEmpty();
        assertThat(Compiling.generated(compilation, "tiny.TableBlock")).contains("new Applied(new Later(), 3, 1, 0)");
    }

    @Test
    void aTableWaitsWithItsBackboneAndFindsItWhenItsBlockIsThereAlready() {
        JavaFileObject early = Sources.source("Early", """
                package tiny;

                import ai.djl.ndarray.NDArray;
                import io.github.blockwright.dsl.*;

                @Network(input = @Input(height = 8, width = 8))
                record Early(@Conv(filters = 3) NDArray stem) {}
                """);
        JavaFileObject variant = Sources.source("Variant", """
                package tiny;

                import ai.djl.ndarray.NDArray;
                import io.github.blockwright.dsl.*;

                @Network(input = @Input(height = 8, width = 8))
                record Variant(
                        @Backbone(value = Early.class, through = "stem") NDArray features,
                        @Apply(value = Later.class, filters = 3) NDArray applied) {}
                """);
        JavaFileObject top = Sources.source("Top", """
                package tiny;

                import ai.djl.ndarray.NDArray;
                import io.github.blockwright.dsl.*;

                @Network(input = @Input(height = 8, width = 8))
                record Top(@Backbone(value = Variant.class, through = "applied") NDArray features) {}
                """);
        Compilation compilation = Compiler.javac()
                .withProcessors(new NetworkProcessor(), new LaterProcessor())
                .withOptions("-Xlint:all,-processing")
                .compile(top, variant, early);
        assertThat(compilation.diagnostics()).isEmpty();
        assertThat(Compiling.generated(compilation, "tiny.TopBlock"))
                .contains("Backbone.of(new VariantBlock(), VariantBlock.Row.APPLIED)");
    }

    @Test
    void aClassThatNeverComesIsTheCompilersErrorAlone() {
        assertThat(errors(Compiling.compile(table(3)))).singleElement().satisfies(error -> assertThat(error)
                .contains("cannot find symbol", "class Later"));
    }

    @Test
    void mistakesBesideAClassThatNeverComesAreStillTold() {
        assertThat(errors(Compiling.compile(table(2))))
                .hasSize(2)
                .contains("[BW021] conv: kernel = 2 is even, so it has no centre; write 1 or 3");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "@Conv NDArray missing",
                "@Conv(filters = 8, activation = Activation.RELU7) NDArray unknown",
                "@Conv(filters = 8, kernal = 3) NDArray misspelt",
                "@Conv(filters = 8, kernel = 3.5) NDArray fraction",
                "@Conv(filters = 8, kernel = size) NDArray noConstant",
                "@Conv(filters = 8) @Conv(filters = 9) NDArray repeated",
                "@Conv(filters = 8) Absent absent",
                "@Convolution(filters = 8) @Conv(filters = 8) NDArray otherAnnotation",
                "@SuppressWarnings(7) @Conv(filters = 8) NDArray suppressed",
                "@Apply(value = Absent.class, filters = 8) NDArray absentBlock",
                "@Backbone(value = Absent.class, through = \"stem\") NDArray absentTable",
                "@Backbone(through = \"stem\") NDArray noTable",
                "@Backbone(value = compiled.Mistaken.class, through = 3) NDArray number"
            })
    void whatIsNotValidJavaIsTheCompilersErrorAlone(String component) {
        JavaFileObject source = Sources.source("Broken", """
                package tiny;

                import ai.djl.ndarray.NDArray;
                import io.github.blockwright.dsl.*;

                @Network(input = @Input(height = 8, width = 8))
                record Broken(
                        %s,
                        @GlobalAveragePool NDArray pooled,
                        @Dense(units = 1) NDArray logits) {
                    static int size;
                }
                """.formatted(component));
        assertThat(errors(Compiling.compile(source))).isNotEmpty().noneSatisfy(error -> assertThat(error)
                .contains("BW"));
    }

    @Test
    void theBlockOfAnEarlierBuildOnTheClassPathIsNoCollision(@TempDir Path earlier) throws IOException {
        Compilation first = Compiling.compileCleanly(Sources.table("Stage"));
        for (JavaFileObject file : first.generatedFiles()) {
            if (file.getKind() == JavaFileObject.Kind.CLASS) {
                try (InputStream in = file.openInputStream()) {
                    Files.copy(in, earlier.resolve(Path.of(file.getName()).getFileName()));
                }
            }
        }
        String classPath = System.getProperty("java.class.path") + File.pathSeparator + earlier;
        Compilation second = Compiler.javac()
                .withProcessors(new NetworkProcessor())
                .withOptions("-classpath", classPath)
                .compile(Sources.table("Stage"));
        assertThat(second.diagnostics()).isEmpty();
        assertThat(Compiling.generated(second, "StageBlock")).isEqualTo(Compiling.generated(first, "StageBlock"));
    }

    @Test
    void aNetworkWithoutInputIsTheCompilersErrorAlone() {
        JavaFileObject source = Sources.source("Broken", """
                package tiny;

                import ai.djl.ndarray.NDArray;
                import io.github.blockwright.dsl.*;

                @Network
                record Broken(@GlobalAveragePool NDArray pooled, @Dense(units = 1) NDArray logits) {}
                """);
        assertThat(errors(Compiling.compile(source))).singleElement().satisfies(error -> assertThat(error)
                .contains("missing a default value", "input"));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "@Variant(widthMultiplier = 0.5)",
                "@Variant(name = Absent.NAME, widthMultiplier = 0.5)",
                "@Variant(name = 1) @Variant(name = \"b\", inputHeight = 9)",
                "@Variant(name = \"a\", inputHeight = 1.5) @Variant(name = \"b\")",
                "@Variant(name = \"a\", budget = @Absent)"
            })
    void aVariantThatIsNotValidJavaIsTheCompilersErrorAlone(String variants) {
        JavaFileObject source = Sources.source("Broken", """
                package tiny;

                import ai.djl.ndarray.NDArray;
                import io.github.blockwright.dsl.*;

                @Network(input = @Input(height = 8, width = 8))
                %s
                record Broken(@GlobalAveragePool NDArray pooled, @Dense(units = 1) NDArray logits) {}
                """.formatted(variants));
        assertThat(errors(Compiling.compile(source))).isNotEmpty().noneSatisfy(error -> assertThat(error)
                .contains("BW"));
    }

    private static JavaFileObject table(int kernel) {
        return Sources.source("Table", TABLE.formatted(kernel));
    }

    private static List<String> errors(Compilation compilation) {
        return compilation.errors().stream()
                .map(error -> error.getMessage(Locale.ROOT))
                .toList();
    }

    /** Generates the block class that the table applies. */
    @SupportedAnnotationTypes("*")
    private static final class LaterProcessor extends AbstractProcessor {
        private boolean isDone;

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            if (!isDone) {
                isDone = true;
                try (Writer writer =
                        processingEnv.getFiler().createSourceFile("tiny.Later").openWriter()) {
                    writer.write("package tiny; public class Later extends ai.djl.nn.SequentialBlock {}");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return false;
        }
    }
}
