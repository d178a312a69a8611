package io.github.blockwright.processor.read;

import io.github.blockwright.processor.spec.names.JavaName;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.Generated;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Small questions to javac's model. */
public final class Mirrors {
    private Mirrors() {}

    /** An annotation on an element, if it is there. */
    public static Optional<AnnotationMirror> find(Element element, Class<? extends Annotation> annotation) {
        for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
            if (is(mirror, annotation)) {
                return Optional.of(mirror);
            }
        }
        return Optional.empty();
    }

    /** All annotations of a repeatable type on an element, in the order of the source. */
    public static List<AnnotationMirror> repeated(
            Element element, Class<? extends Annotation> annotation, Class<? extends Annotation> container) {
        List<AnnotationMirror> mirrors = new ArrayList<>();
        find(element, annotation).ifPresent(mirrors::add);
        Optional<AnnotationMirror> all = find(element, container);
        if (all.isPresent()) {
            all.get().getElementValues().values().stream()
                    .flatMap(value -> value.getValue() instanceof List<?> values ? values.stream() : Stream.empty())
                    .map(value -> ((AnnotationValue) value).getValue())
                    .flatMap(value -> value instanceof AnnotationMirror mirror ? Stream.of(mirror) : Stream.empty())
                    .forEach(mirrors::add);
        }
        return mirrors;
    }

    /** Those of the annotations that an element carries, in the order of the source. */
    static List<Class<? extends Annotation>> among(List<Class<? extends Annotation>> annotations, Element element) {
        Set<Class<? extends Annotation>> carried = new LinkedHashSet<>();
        for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
            String name = name(mirror);
            for (Class<? extends Annotation> annotation : annotations) {
                if (annotation.getCanonicalName().equals(name)) {
                    carried.add(annotation);
                }
            }
        }
        return List.copyOf(carried);
    }

    /**
     * The field of a type by name. A row is read and reported on the private field of its record component: javac 17
     * knows no source line for the component itself.
     */
    public static Optional<VariableElement> field(TypeElement type, String name) {
        for (VariableElement field : ElementFilter.fieldsIn(type.getEnclosedElements())) {
            if (field.getSimpleName().contentEquals(name)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }

    /** The components of a record; a type that is none has none, for which Eclipse's compiler fails. */
    static List<? extends RecordComponentElement> components(TypeElement type) {
        return type.getKind() == ElementKind.RECORD ? type.getRecordComponents() : List.of();
    }

    /** The name of a type. */
    public static JavaName name(TypeElement type) {
        PackageElement enclosing = packageOf(type);
        String packageName = enclosing.getQualifiedName().toString();
        String qualified = type.getQualifiedName().toString();
        String within = packageName.isEmpty() ? qualified : qualified.substring(packageName.length() + 1);
        return new JavaName(packageName, List.of(within.split("\\.")));
    }

    /** Whether the type and all types around it have the modifier. */
    static boolean allHave(TypeElement type, Modifier modifier) {
        return around(type).stream().allMatch(element -> element.getModifiers().contains(modifier));
    }

    /** Whether the type or a type around it has the modifier. */
    static boolean anyHas(TypeElement type, Modifier modifier) {
        return around(type).stream().anyMatch(element -> element.getModifiers().contains(modifier));
    }

    /** Whether the type or a type around it is deprecated. */
    static boolean isDeprecated(TypeElement type, Elements elements) {
        return around(type).stream().anyMatch(elements::isDeprecated);
    }

    /** Whether a source says that a processor has written it. */
    public static boolean isGeneratedBy(Class<?> processor, Element element) {
        return find(element, Generated.class).stream()
                .flatMap(mirror -> mirror.getElementValues().values().stream())
                .flatMap(value -> value.getValue() instanceof List<?> names ? names.stream() : Stream.empty())
                .anyMatch(name -> processor.getName().equals(((AnnotationValue) name).getValue()));
    }

    /** What {@code @SuppressWarnings} says on an element. */
    static Set<String> suppressions(Element element, Elements elements) {
        Optional<AnnotationMirror> mirror = find(element, SuppressWarnings.class);
        if (mirror.isEmpty()) {
            return Set.of();
        }
        try {
            return new LinkedHashSet<>(new Attributes(elements, mirror.get()).strings("value"));
        } catch (UnreadableException e) {
            // The compiler reports it, and nothing is suppressed.
            return Set.of();
        }
    }

    /** The type itself and the types around it, from the inside. */
    static List<Element> around(TypeElement type) {
        List<Element> types = new ArrayList<>();
        for (Element e = type; isType(e); e = e.getEnclosingElement()) {
            types.add(e);
        }
        return types;
    }

    /** What a type is, in a word. */
    public static String kind(Element element) {
        return element.getKind() == ElementKind.ANNOTATION_TYPE
                ? "annotation interface"
                : element.getKind().name().toLowerCase(Locale.ROOT);
    }

    private static boolean isType(Element element) {
        return element.getKind().isClass() || element.getKind().isInterface();
    }

    /** Whether an annotation is of a type. */
    static boolean is(AnnotationMirror mirror, Class<? extends Annotation> annotation) {
        return name(mirror).equals(annotation.getCanonicalName());
    }

    private static String name(AnnotationMirror mirror) {
        return ((TypeElement) mirror.getAnnotationType().asElement())
                .getQualifiedName()
                .toString();
    }

    private static PackageElement packageOf(TypeElement type) {
        Element element = type;
        while (element.getKind() != ElementKind.PACKAGE) {
            element = element.getEnclosingElement();
        }
        return (PackageElement) element;
    }
}
