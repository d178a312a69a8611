package io.github.blockwright.processor.emit;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.github.blockwright.processor.declaration.Component;
import io.github.blockwright.processor.declaration.Declaration;
import io.github.blockwright.processor.spec.names.JavaName;
import io.github.blockwright.processor.spec.names.RowConstants;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * Writes what others see of the block of a table with mistakes. The compilation has failed, but who uses the block need not
 * be told as well that there is none: such messages, one for each use, would hide the one that matters.
 */
public final class FaceEmitter {
    private static final ClassName LAYER = Library.layer("Layer");

    private final Declaration declaration;
    private final ClassName record;
    private final ClassName block;
    private final ClassName rows;

    private FaceEmitter(Declaration declaration, JavaName block) {
        this.declaration = declaration;
        this.record = LayerCode.className(declaration.name());
        this.block = LayerCode.className(block);
        this.rows = LayerCode.className(declaration.name().block()).nestedClass("Row");
    }

    /**
     * The source of a class in a block's place.
     *
     * @param block the record's own, or that of a variant
     */
    public static String emit(Declaration declaration, JavaName block) {
        FaceEmitter emitter = new FaceEmitter(declaration, block);
        return JavaFile.builder(block.packageName(), emitter.type())
                .indent("    ")
                .skipJavaLangImports(true)
                .build()
                .toString();
    }

    private TypeSpec type() {
        TypeSpec.Builder type = TypeSpec.classBuilder(block)
                .addJavadoc("In the place of a block that could not be generated, because its table has mistakes.")
                .addAnnotation(BlockEmitter.GENERATED)
                .addAnnotation(Library.GENERATED_BLOCK)
                .addAnnotation(AnnotationSpec.builder(SuppressWarnings.class)
                        .addMember("value", "{$S, $S}", "deprecation", "removal")
                        .build())
                .addModifiers(visibility())
                .addModifiers(Modifier.FINAL)
                .superclass(ParameterizedTypeName.get(Library.NETWORK_BLOCK, record, rows))
                .addField(FieldSpec.builder(
                                Library.NETWORK_SUMMARY, "SUMMARY", Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                        .initializer("null")
                        .build());
        declaration.surroundings().hiddenNames().forEach(type::alwaysQualify);
        type.addMethod(constructor().build())
                .addMethod(constructor()
                        .addParameter(TypeName.INT, LayerCode.CLASSES)
                        .build())
                .addMethod(failing(BlockMethods.forward()))
                .addMethod(failing(BlockMethods.endpoints(record)))
                .addMethod(failing(BlockMethods.fold(block)));
        for (Component component : declaration.components()) {
            if (!declaration.surroundings().inheritedMethods().contains(component.name())) {
                type.addMethod(failing(MethodSpec.methodBuilder(component.name())
                        .addModifiers(Modifier.PUBLIC)
                        .returns(LAYER)));
            }
        }
        if (block.equals(rows.enclosingClassName())) {
            type.addType(rowEnum());
        }
        return type.build();
    }

    private MethodSpec.Builder constructor() {
        return MethodSpec.constructorBuilder().addModifiers(visibility()).addStatement("super(SUMMARY)");
    }

    private static MethodSpec failing(MethodSpec.Builder method) {
        return method.addStatement("throw new $T()", UnsupportedOperationException.class)
                .build();
    }

    private TypeSpec rowEnum() {
        TypeSpec.Builder type = TypeSpec.enumBuilder(rows).addModifiers(Modifier.PUBLIC);
        Set<String> constants = new LinkedHashSet<>();
        for (Component component : declaration.components()) {
            constants.add(RowConstants.of(component.name()));
        }
        constants.forEach(type::addEnumConstant);
        return type.build();
    }

    private Modifier[] visibility() {
        return declaration.isPublic() ? new Modifier[] {Modifier.PUBLIC} : new Modifier[0];
    }
}
