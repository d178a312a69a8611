package io.github.blockwright.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blockwright.processor.read.TableReader;
import io.github.blockwright.processor.spec.Operator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every operator is there on all sides. What the tables make of it is the matter of {@link OperatorsAtWorkTest}, its
 * attributes that of {@link OperatorAttributesTest}, and its section in the reference that of {@link TableReferenceTest}.
 */
class EveryOperatorTest {
    private static final Path MAIN = Path.of("src", "main", "java", "io", "github", "blockwright", "processor");

    static List<Class<?>> operators() {
        return Operators.all();
    }

    @ParameterizedTest
    @MethodSource("operators")
    void everyOperatorHasAnAnnotationOfItsNameThatIsRead(Class<?> operator) {
        assertThat(Operators.annotation(operator))
                .as("the annotation of %s in %s", operator.getSimpleName(), TableReader.ROW_ANNOTATIONS)
                .isPresent();
    }

    @ParameterizedTest
    @MethodSource("operators")
    void everyOperatorIsARowOfATableThatTheTestsPutToWork(Class<?> operator) {
        Class<? extends Annotation> annotation = Operators.annotation(operator).orElseThrow();
        assertThat(Operators.rows(annotation))
                .as("rows with @%s in the tables %s", annotation.getSimpleName(), Operators.TABLES)
                .isNotEmpty();
    }

    @Test
    void everyRowAnnotationHasAnOperatorOfItsName() {
        assertThat(TableReader.ROW_ANNOTATIONS)
                .extracting(Class::getSimpleName)
                .containsExactlyInAnyOrderElementsOf(
                        Operators.all().stream().map(Class::getSimpleName).toList());
    }

    /** Who asks what kind an operator is forgets the next one; {@link Operator} says what to do instead. */
    @Test
    void nobodyOutsideTheSpecificationAsksWhatKindAnOperatorIs() throws IOException {
        String kinds = Stream.concat(groups(Operator.class), Operators.all().stream())
                .map(Class::getSimpleName)
                .distinct()
                .collect(Collectors.joining("|"));
        Pattern question = Pattern.compile("(instanceof|case) (\\w+\\.)?(" + kinds + ")\\b");
        try (Stream<Path> files = Files.walk(MAIN)) {
            assertThat(files.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> !file.startsWith(MAIN.resolve("spec")))
                            .flatMap(EveryOperatorTest::lines)
                            .filter(line -> question.matcher(line).find()))
                    .isEmpty();
        }
    }

    private static Stream<Class<?>> groups(Class<?> type) {
        return type.isRecord()
                ? Stream.empty()
                : Stream.concat(
                        Stream.of(type),
                        Stream.of(type.getPermittedSubclasses()).flatMap(EveryOperatorTest::groups));
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                    .map(line -> file.getFileName() + ": " + line.strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
