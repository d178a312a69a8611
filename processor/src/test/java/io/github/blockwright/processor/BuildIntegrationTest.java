package io.github.blockwright.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;

/** How the processor presents itself to build tools. */
class BuildIntegrationTest {
    @Test
    void javacFindsTheProcessorAsAService() {
        assertThat(ServiceLoader.load(Processor.class))
                .anySatisfy(processor -> assertThat(processor).isInstanceOf(NetworkProcessor.class));
    }

    @Test
    void gradleIsToldThatTheProcessorIsIsolating() throws IOException {
        String file = "/META-INF/gradle/incremental.annotation.processors";
        try (InputStream declared = BuildIntegrationTest.class.getResourceAsStream(file)) {
            assertThat(new String(declared.readAllBytes(), StandardCharsets.UTF_8).strip())
                    .isEqualTo(NetworkProcessor.class.getName() + ",isolating");
        }
    }

    @Test
    void everyBlockHasItsRecordAsOnlyOriginatingElement() {
        Originating originating = new Originating();
        Compilation compilation = Compiler.javac()
                .withProcessors(originating)
                .compile(
                        Sources.table("CifarMobileNetV2"),
                        Sources.table("WeirdNames"),
                        Sources.table("TinyShapes"),
                        Sources.table("TinyVariant"),
                        Sources.table("Family"));
        assertThat(compilation.errors()).isEmpty();
        assertThat(originating.elements)
                .containsOnly(
                        Map.entry("tables.Family_OnAVariantBlock", List.of("tables.Family.OnAVariant")),
                        Map.entry("tables.Family_TableBlock", List.of("tables.Family.Table")),
                        Map.entry("tables.Family_Table_050_16Block", List.of("tables.Family.Table")),
                        Map.entry("tables.Family_Table_140Block", List.of("tables.Family.Table")),
                        Map.entry("tables.CifarMobileNetV2Block", List.of("tables.CifarMobileNetV2")),
                        Map.entry("tables.TinyShapesBlock", List.of("tables.TinyShapes")),
                        Map.entry("tables.TinyVariantBlock", List.of("tables.TinyVariant")),
                        Map.entry("tables.WeirdNames_RowBlock", List.of("tables.WeirdNames.Row")));
    }

    /** Build tools hand over an environment of their own around javac's, which hides the tree of the source. */
    @Test
    void whereTheTreeIsHiddenAMistakeOfAVariantIsToldOnTheRecord() {
        String text = ExpectedMessages.without(Sources.text("mistakes/VariantRepeated.java"));
        Compilation compilation =
                Compiler.javac().withProcessors(new Originating()).compile(Sources.source("VariantRepeated", text));
        assertThat(compilation.errors()).singleElement().satisfies(error -> {
            assertThat(error.getMessage(Locale.ROOT)).startsWith("[BW081] Table: there is a variant \"050\" already");
            assertThat(text.lines().toList().get((int) error.getLineNumber() - 1))
                    .contains("record Table");
        });
    }

    @Test
    void allWarningsAreErrorsAndATableStillCompiles() {
        assertThat(compileWith("-Xlint:all", "-Werror").diagnostics()).isEmpty();
    }

    @Test
    void whatIsGeneratedIsDocumented() {
        assertThat(compileWith("-Xdoclint:all/protected").diagnostics())
                .filteredOn(diagnostic -> diagnostic.toString().contains("SOURCE_OUTPUT"))
                .isEmpty();
    }

    private static Compilation compileWith(String... options) {
        return Compiler.javac()
                .withProcessors(new NetworkProcessor())
                .withOptions((Object[]) options)
                .compile(
                        Sources.table("CifarMobileNetV2"),
                        Sources.table("EveryOperator"),
                        Sources.table("WeirdNames"),
                        Sources.table("Stage"),
                        Sources.table("DogsVsCats"),
                        Sources.table("Family"),
                        Sources.table("ImageNetMobileNetV2"));
    }

    /** The processor with a filer that notes which elements a source comes from. */
    private static final class Originating extends AbstractProcessor {
        private final NetworkProcessor processor = new NetworkProcessor();
        private final Map<String, List<String>> elements = new HashMap<>();

        @Override
        public synchronized void init(ProcessingEnvironment environment) {
            super.init(environment);
            Filer filer = noting(Filer.class, environment.getFiler(), "createSourceFile", (arguments, file) -> {
                List<String> from = Stream.of((Element[]) arguments[1])
                        .map(Element::toString)
                        .toList();
                elements.put(arguments[0].toString(), from);
                return file;
            });
            processor.init(noting(ProcessingEnvironment.class, environment, "getFiler", (arguments, real) -> filer));
        }

        @Override
        public Set<String> getSupportedAnnotationTypes() {
            return processor.getSupportedAnnotationTypes();
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return processor.getSupportedSourceVersion();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            assertThat(processor.process(annotations, round)).isTrue();
            return false;
        }

        /** The same object, but for what one method gives back. */
        private static <T> T noting(Class<T> type, T real, String name, BiFunction<Object[], Object, Object> instead) {
            return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (p, method, args) -> {
                Object result = method.invoke(real, args);
                return method.getName().equals(name) ? instead.apply(args, result) : result;
            }));
        }
    }
}
