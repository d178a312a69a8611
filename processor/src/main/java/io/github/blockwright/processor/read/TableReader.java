package io.github.blockwright.processor.read;

import io.github.blockwright.dsl.Budget;
import io.github.blockwright.dsl.Network;
import io.github.blockwright.dsl.Variants;
import io.github.blockwright.processor.declaration.Component;
import io.github.blockwright.processor.declaration.Component.Typing;
import io.github.blockwright.processor.declaration.Declaration;
import io.github.blockwright.processor.declaration.Surroundings;
import io.github.blockwright.processor.spec.Row;
import io.github.blockwright.processor.spec.Settings;
import io.github.blockwright.processor.spec.Variant;
import io.github.blockwright.processor.spec.names.JavaName;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** From a type that carries {@code @Network} to its declaration. */
public final class TableReader {
    /** The annotations that make a record component a row. */
    public static final List<Class<? extends Annotation>> ROW_ANNOTATIONS = RowReader.ANNOTATIONS;

    private final Elements elements;
    private final Types types;
    private final SourceNames sources;
    private final RowReader rows;
    /** The names of a block class's methods without parameters, which are the same for every table. */
    private final Map<TypeElement, Set<String>> inheritedMethods = new HashMap<>();

    /**
     * A reader for a compilation.
     *
     * @param soundness whether a declaration has no mistakes, for the tables that others name as backbones
     */
    public TableReader(ProcessingEnvironment environment, SourceNames sources, Predicate<Declaration> soundness) {
        this.elements = environment.getElementUtils();
        this.types = environment.getTypeUtils();
        this.sources = sources;
        this.rows = new RowReader(
                new BlockClassReader(elements, types),
                new BackboneReader(elements, sources, this::readBackbone, soundness));
    }

    /** Reads a declaration. */
    public Declaration read(TypeElement type) {
        return read(type, sources::isTaken);
    }

    /** Reads the declaration of another table's backbone, whose block may have been generated already. */
    private Declaration readBackbone(TypeElement type) {
        return read(type, sources::isGiven);
    }

    private Declaration read(TypeElement type, Predicate<JavaName> isTaken) {
        Optional<List<Variant>> variants = variants(type);
        List<Component> components = components(type);
        return new Declaration(
                Mirrors.name(type),
                Mirrors.kind(type),
                type.getTypeParameters().stream().map(Object::toString).toList(),
                Mirrors.anyHas(type, Modifier.PRIVATE),
                Mirrors.allHave(type, Modifier.PUBLIC),
                Mirrors.isDeprecated(type, elements) || usesDeprecated(components),
                surroundings(
                        type,
                        blocks(type, variants.orElse(List.of()))
                                .filter(isTaken)
                                .collect(Collectors.toUnmodifiableSet())),
                settings(type),
                variants,
                components,
                suppressionsAround(type));
    }

    /** As {@link Mirrors#field} says, all of them from their fields. */
    private List<Component> components(TypeElement table) {
        Map<String, VariableElement> fields = new HashMap<>();
        for (VariableElement field : ElementFilter.fieldsIn(table.getEnclosedElements())) {
            fields.put(field.getSimpleName().toString(), field);
        }
        List<Component> components = new ArrayList<>();
        for (RecordComponentElement component : Mirrors.components(table)) {
            components.add(component(table, fields.get(component.getSimpleName().toString())));
        }
        return components;
    }

    private Component component(TypeElement table, VariableElement field) {
        List<Class<? extends Annotation>> annotations = Mirrors.among(ROW_ANNOTATIONS, field);
        Optional<Row> row = Optional.empty();
        boolean isUnfinished = false;
        try {
            row = annotations.size() == 1 ? Optional.of(row(table, field, annotations.get(0))) : row;
        } catch (UnreadableException e) {
            // The compiler says what is wrong; for the table the row is missing.
            isUnfinished = e.isFinal();
        }
        return new Component(
                field.getSimpleName().toString(),
                typing(field.asType()),
                field.asType().toString(),
                annotations,
                row,
                isUnfinished,
                Mirrors.suppressions(field, elements));
    }

    private Row row(TypeElement table, VariableElement field, Class<? extends Annotation> annotation) {
        Attributes attributes =
                new Attributes(elements, Mirrors.find(field, annotation).orElseThrow());
        String name = field.getSimpleName().toString();
        return new Row(name, annotation, rows.read(annotation, attributes, table));
    }

    private Optional<Settings> settings(TypeElement type) {
        try {
            return Optional.of(SettingsReader.read(
                    new Attributes(elements, Mirrors.find(type, Network.class).orElseThrow()),
                    Mirrors.find(type, Budget.class).map(mirror -> new Attributes(elements, mirror))));
        } catch (UnreadableException e) {
            // The compiler says what is wrong.
            return Optional.empty();
        }
    }

    private Optional<List<Variant>> variants(TypeElement type) {
        try {
            return Optional.of(Mirrors.repeated(type, io.github.blockwright.dsl.Variant.class, Variants.class).stream()
                    .map(mirror -> SettingsReader.variant(new Attributes(elements, mirror)))
                    .toList());
        } catch (UnreadableException e) {
            // The compiler says what is wrong.
            return Optional.empty();
        }
    }

    private static Stream<JavaName> blocks(TypeElement type, List<Variant> variants) {
        JavaName name = Mirrors.name(type);
        return Stream.concat(Stream.of(name.block()), variants.stream().map(variant -> name.block(variant.name())));
    }

    private Typing typing(TypeMirror type) {
        if (type.getKind() == TypeKind.ERROR) {
            return Typing.UNRESOLVED;
        }
        Element element = types.asElement(type);
        return element instanceof TypeElement declared
                        && declared.getQualifiedName().contentEquals(LibraryNames.ND_ARRAY)
                ? Typing.ARRAY
                : Typing.OTHER;
    }

    private Surroundings surroundings(TypeElement type, Set<JavaName> takenBlocks) {
        ModuleElement module = elements.getModuleOf(type);
        Optional<String> missing = Optional.empty();
        for (String name : List.of(LibraryNames.ND_ARRAY, LibraryNames.NETWORK_BLOCK)) {
            if (missing.isEmpty() && elements.getTypeElement(module, name) == null) {
                missing = Optional.of(name);
            }
        }
        return new Surroundings(
                ROW_ANNOTATIONS,
                missing,
                inheritedMethods(module),
                takenBlocks,
                takenBlocks.stream().filter(sources::isStale).collect(Collectors.toUnmodifiableSet()),
                hiddenNames(Mirrors.name(type).packageName(), module));
    }

    private Set<String> hiddenNames(String packageName, ModuleElement module) {
        return LibraryNames.JAVA_LANG.stream()
                .filter(name ->
                        elements.getTypeElement(module, new JavaName(packageName, List.of(name)).toString()) != null)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Set<String> inheritedMethods(ModuleElement module) {
        TypeElement networkBlock = elements.getTypeElement(module, LibraryNames.NETWORK_BLOCK);
        if (networkBlock == null) {
            return Set.of();
        }
        return inheritedMethods.computeIfAbsent(networkBlock, type -> {
            Set<String> names = new HashSet<>();
            addMethods(type, names);
            return names;
        });
    }

    /** Type by type, which is several times faster than all members of the last. */
    private void addMethods(TypeElement type, Set<String> names) {
        for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
            Set<Modifier> modifiers = method.getModifiers();
            if (method.getParameters().isEmpty()
                    && (modifiers.contains(Modifier.PUBLIC) || modifiers.contains(Modifier.PROTECTED))) {
                names.add(method.getSimpleName().toString());
            }
        }
        for (TypeMirror supertype : types.directSupertypes(type.asType())) {
            addMethods((TypeElement) types.asElement(supertype), names);
        }
    }

    private Set<String> suppressionsAround(TypeElement type) {
        Set<String> suppressions = new LinkedHashSet<>();
        for (Element element : Mirrors.around(type)) {
            suppressions.addAll(Mirrors.suppressions(element, elements));
        }
        return suppressions;
    }

    private static boolean usesDeprecated(List<Component> components) {
        for (Component component : components) {
            if (component.row().isPresent() && component.row().get().operator().usesDeprecated()) {
                return true;
            }
        }
        return false;
    }
}
