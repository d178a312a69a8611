package io.github.blockwright.processor;

import io.github.blockwright.processor.check.Place;
import io.github.blockwright.processor.check.Problem;
import io.github.blockwright.processor.read.Mirrors;
import java.lang.annotation.Annotation;
import java.lang.annotation.Repeatable;
import java.util.Map;
import java.util.Optional;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic.Kind;

/** Says a problem to the compiler on the element, annotation and attribute that it is about. */
final class Reporter {
    private final ProcessingEnvironment environment;
    private final Messager messager;

    Reporter(ProcessingEnvironment environment) {
        this.environment = environment;
        this.messager = environment.getMessager();
    }

    private Optional<RepeatedAnnotations> repeated() {
        try {
            return Optional.of(new RepeatedAnnotations(environment));
        } catch (NoClassDefFoundError e) {
            // Another compiler, in a Java that has no javac.
            return Optional.empty();
        }
    }

    /** @param type the type that the problem's place lies in */
    void report(TypeElement type, Problem problem) {
        Kind kind = problem.diagnostic().isError() ? Kind.ERROR : Kind.WARNING;
        String text = problem.text(type.getSimpleName().toString());
        Place place = problem.place();
        Element element = place.component()
                .<Element>flatMap(name -> Mirrors.field(type, name))
                .orElse(type);
        if (place.isRepeatable()) {
            Optional<RepeatedAnnotations> repeated = repeated();
            if (repeated.isPresent()
                    && repeated.get()
                            .report(
                                    kind,
                                    text,
                                    type,
                                    place.annotation().orElseThrow(),
                                    place.occurrence(),
                                    place.attribute())) {
                return;
            }
        }
        if (isEclipse() && (element == type || element.getKind() == ElementKind.ENUM_CONSTANT)) {
            messager.printMessage(kind, text, constructor(type).orElse(type));
            return;
        }
        Optional<AnnotationMirror> mirror =
                place.annotation().flatMap(annotation -> mirror(element, place, annotation));
        if (mirror.isEmpty()) {
            messager.printMessage(kind, text, element);
            return;
        }
        Optional<AnnotationValue> value = place.attribute().flatMap(path -> value(mirror.get(), path));
        if (value.isEmpty()) {
            // The attribute has its default, so the annotation is the place.
            messager.printMessage(kind, text, element, mirror.get());
            return;
        }
        messager.printMessage(kind, text, element, mirror.get(), value.get());
    }

    /** Eclipse's compiler in a build (ECJ 3.40) knows no line for a record and its annotations, nor for an enum constant. */
    private boolean isEclipse() {
        return environment.getElementUtils().getClass().getName().startsWith("org.eclipse.jdt.");
    }

    /** That of a record stands where the record's name does. */
    private static Optional<Element> constructor(TypeElement type) {
        return type.getKind() == ElementKind.RECORD
                ? ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
                        .<Element>map(constructor -> constructor)
                        .findFirst()
                : Optional.empty();
    }

    private static Optional<AnnotationMirror> mirror(
            Element element, Place place, Class<? extends Annotation> annotation) {
        return place.isRepeatable()
                ? Optional.of(Mirrors.repeated(
                                element,
                                annotation,
                                annotation.getAnnotation(Repeatable.class).value())
                        .get(place.occurrence()))
                : Mirrors.find(element, annotation);
    }

    private static Optional<AnnotationValue> value(AnnotationMirror mirror, String path) {
        int dot = path.indexOf('.');
        String name = dot < 0 ? path : path.substring(0, dot);
        Optional<AnnotationValue> value = written(mirror, name);
        if (dot < 0) {
            return value;
        }
        // A nested attribute that has its default is reported on the nested annotation.
        return value.flatMap(v -> v.getValue() instanceof AnnotationMirror nested
                        ? value(nested, path.substring(dot + 1))
                        : Optional.empty())
                .or(() -> value);
    }

    private static Optional<AnnotationValue> written(AnnotationMirror mirror, String name) {
        for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
                mirror.getElementValues().entrySet()) {
            if (entry.getKey().getSimpleName().contentEquals(name)) {
                return Optional.of(entry.getValue());
            }
        }
        return Optional.empty();
    }
}
