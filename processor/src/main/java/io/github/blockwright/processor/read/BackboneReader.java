package io.github.blockwright.processor.read;

import io.github.blockwright.dsl.Backbone;
import io.github.blockwright.dsl.Network;
import io.github.blockwright.processor.declaration.Declaration;
import io.github.blockwright.processor.spec.BackboneNetwork;
import io.github.blockwright.processor.spec.BackboneNetwork.State;
import io.github.blockwright.processor.spec.names.JavaName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** What is known of the record that {@code @Backbone} names, which is a source or a compiled class. */
final class BackboneReader {
    private final Elements elements;
    private final SourceNames sources;
    private final Function<TypeElement, Declaration> tables;
    private final Predicate<Declaration> soundness;

    /**
     * @param tables reads a record as a table
     * @param soundness whether a table has no mistakes
     */
    BackboneReader(
            Elements elements,
            SourceNames sources,
            Function<TypeElement, Declaration> tables,
            Predicate<Declaration> soundness) {
        this.elements = elements;
        this.sources = sources;
        this.tables = tables;
        this.soundness = soundness;
    }

    /**
     * Reads the class that an annotation names.
     *
     * @param user the type whose component carries the annotation
     * @throws UnreadableException if the record does not resolve, or not yet, or is a source with mistakes, which are
     *     told there
     */
    BackboneNetwork read(TypeMirror type, TypeElement user) {
        if (type.getKind() == TypeKind.ERROR) {
            throw new UnreadableException("value");
        }
        if (!(type instanceof DeclaredType declared)) {
            // int.class, String[].class, void.class
            JavaName name = new JavaName("", List.of(type.toString()));
            return new BackboneNetwork(name, State.NO_NETWORK, true, false, List.of());
        }
        TypeElement element = (TypeElement) declared.asElement();
        if (element.getKind() != ElementKind.RECORD
                || Mirrors.find(element, Network.class).isEmpty()) {
            return withoutTable(element, user, State.NO_NETWORK);
        }
        if (isBuiltOn(element, user, new HashSet<>())) {
            return withoutTable(element, user, State.CYCLIC);
        }
        return network(element, user, tables.apply(element));
    }

    private BackboneNetwork network(TypeElement element, TypeElement user, Declaration declaration) {
        if (declaration.isUnresolved() || !soundness.test(declaration)) {
            if (sources.hasSource(declaration.name())) {
                boolean mayResolve = declaration.isUnresolved() && !declaration.isUnfinished();
                throw mayResolve ? new UnreadableException("value") : UnreadableException.forGood("value");
            }
            return withoutTable(element, user, State.MISTAKEN);
        }
        if (!sources.hasSource(declaration.name()) && !hasBlock(element, user)) {
            return withoutTable(element, user, State.WITHOUT_BLOCK);
        }
        return new BackboneNetwork(
                declaration.name(),
                State.SOUND,
                isVisible(element, user),
                declaration.isDeprecated(),
                declaration.tables());
    }

    private BackboneNetwork withoutTable(TypeElement element, TypeElement user, State state) {
        return new BackboneNetwork(Mirrors.name(element), state, isVisible(element, user), false, List.of());
    }

    /** Whether a table's backbone, or one further down, is the other table or itself. */
    private static boolean isBuiltOn(TypeElement table, TypeElement other, Set<TypeElement> seen) {
        if (table.equals(other)) {
            return true;
        }
        return seen.add(table) && backbones(table).anyMatch(backbone -> isBuiltOn(backbone, other, seen));
    }

    private static Stream<TypeElement> backbones(TypeElement table) {
        return ElementFilter.fieldsIn(table.getEnclosedElements()).stream()
                .flatMap(field -> Mirrors.find(field, Backbone.class).stream())
                .flatMap(annotation -> annotation.getElementValues().values().stream())
                .flatMap(value -> value.getValue() instanceof DeclaredType type
                        ? Stream.of((TypeElement) type.asElement())
                        : Stream.empty());
    }

    private boolean hasBlock(TypeElement element, TypeElement user) {
        String block = Mirrors.name(element).block().toString();
        return elements.getTypeElement(elements.getModuleOf(user), block) != null;
    }

    /** A block is public where its record and all types around that are. */
    private static boolean isVisible(TypeElement element, TypeElement user) {
        return Mirrors.allHave(element, Modifier.PUBLIC)
                || Mirrors.name(element).packageName().equals(Mirrors.name(user).packageName());
    }
}
