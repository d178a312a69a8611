package io.github.blockwright.processor.read;

import io.github.blockwright.processor.spec.BlockClass;
import io.github.blockwright.processor.spec.BlockClass.Constructor;
import io.github.blockwright.processor.spec.names.JavaName;
import java.util.List;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** What the compiler knows of a class that {@code @Apply} names. */
final class BlockClassReader {
    private final Elements elements;
    private final Types types;

    BlockClassReader(Elements elements, Types types) {
        this.elements = elements;
        this.types = types;
    }

    /** @throws UnreadableException if there is no such class, or not yet */
    BlockClass read(TypeMirror type) {
        if (type.getKind() == TypeKind.ERROR) {
            throw new UnreadableException("value");
        }
        if (!(type instanceof DeclaredType declared)) {
            // int.class, String[].class, void.class
            JavaName name = new JavaName("", List.of(type.toString()));
            return new BlockClass(name, false, true, true, false, false, false, Constructor.MISSING);
        }
        TypeElement element = (TypeElement) declared.asElement();
        return new BlockClass(
                Mirrors.name(element),
                isBlock(element),
                Mirrors.allHave(element, Modifier.PUBLIC),
                element.getKind() == ElementKind.CLASS
                        && !element.getModifiers().contains(Modifier.ABSTRACT),
                isInner(element),
                !element.getTypeParameters().isEmpty(),
                Mirrors.isDeprecated(element, elements),
                constructor(element));
    }

    private boolean isBlock(TypeElement element) {
        TypeElement block = elements.getTypeElement(elements.getModuleOf(element), LibraryNames.BLOCK);
        return block != null && types.isSubtype(types.erasure(element.asType()), block.asType());
    }

    private static boolean isInner(TypeElement element) {
        return element.getNestingKind().isNested() && !element.getModifiers().contains(Modifier.STATIC);
    }

    private Constructor constructor(TypeElement element) {
        return ElementFilter.constructorsIn(element.getEnclosedElements()).stream()
                .filter(constructor -> constructor.getParameters().isEmpty()
                        && constructor.getModifiers().contains(Modifier.PUBLIC))
                .findFirst()
                .map(constructor -> throwsChecked(constructor) ? Constructor.THROWS : Constructor.USABLE)
                .orElse(Constructor.MISSING);
    }

    private boolean throwsChecked(ExecutableElement constructor) {
        TypeMirror runtimeException = type("java.lang.RuntimeException");
        TypeMirror error = type("java.lang.Error");
        return constructor.getThrownTypes().stream()
                .anyMatch(thrown -> !types.isSubtype(thrown, runtimeException) && !types.isSubtype(thrown, error));
    }

    private TypeMirror type(String name) {
        return elements.getTypeElement(name).asType();
    }
}
