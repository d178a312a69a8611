package io.github.blockwright.processor.emit;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.github.blockwright.processor.declaration.Declaration;
import io.github.blockwright.processor.spec.NetworkTable;
import io.github.blockwright.processor.spec.Plan;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.Generated;
import javax.lang.model.element.Modifier;

/** Writes the blocks of a checked declaration. The text depends on the declaration alone. */
public final class BlockEmitter {
    /** As {@code @Generated} says it. */
    static final AnnotationSpec GENERATED = AnnotationSpec.builder(Generated.class)
            .addMember("value", "$S", "io.github.blockwright.processor.NetworkProcessor")
            .build();
    /** The parameters of forwardInternal, which hide fields of their names. */
    private static final Set<String> FORWARD_PARAMETERS = Set.of("store", "inputs", "training", "params");

    private final Declaration declaration;
    private final NetworkTable table;
    private final Plan plan;
    private final List<RowCode> rows;
    private final ClassName record;
    private final ClassName block;

    private final boolean drawn;

    private BlockEmitter(Declaration declaration, NetworkTable table, boolean drawn) {
        this.drawn = drawn;
        this.declaration = declaration;
        this.table = table;
        this.plan = Plan.of(table);
        this.rows = RowCode.of(plan);
        this.record = LayerCode.className(table.name());
        this.block = LayerCode.className(table.block());
    }

    /**
     * The source of a block.
     *
     * @param table the record's own, or that of a variant
     * @param drawn whether its Javadoc shows the table's diagram
     */
    public static String emit(Declaration declaration, NetworkTable table, boolean drawn) {
        BlockEmitter emitter = new BlockEmitter(declaration, table, drawn);
        return SourceLayout.compact(JavaFile.builder(emitter.block.packageName(), emitter.type())
                .indent("    ")
                .skipJavaLangImports(true)
                .build()
                .toString());
    }

    private TypeSpec type() {
        ClassName rowEnum = LayerCode.rowEnum(table);
        TypeSpec.Builder type = TypeSpec.classBuilder(block)
                .addJavadoc(TableJavadoc.of(record, table, plan, drawn))
                .addAnnotation(GENERATED)
                .addAnnotation(Library.GENERATED_BLOCK)
                .addModifiers(visibility())
                .addModifiers(Modifier.FINAL)
                .superclass(ParameterizedTypeName.get(Library.NETWORK_BLOCK, record, rowEnum))
                .addField(summary());
        // Eclipse's compiler warns of a field that nothing uses.
        if (rows.stream().anyMatch(row -> row.layer().usesConventions())) {
            type.addField(conventions());
        }
        // Where the record's package has a class of that name, java.lang's needs its package.
        declaration.surroundings().hiddenNames().forEach(type::alwaysQualify);
        if (declaration.isDeprecated()) {
            type.addAnnotation(AnnotationSpec.builder(SuppressWarnings.class)
                    .addMember("value", "{$S, $S}", "deprecation", "removal")
                    .build());
        }
        rows.forEach(row -> type.addField(row.layer().type(), row.field(), Modifier.PRIVATE, Modifier.FINAL));
        if (plan.endsWithClasses()) {
            type.addMethod(tableConstructor()).addMethod(classesConstructor());
        } else {
            type.addMethod(constructor());
        }
        type.addMethod(forward()).addMethod(endpoints());
        rows.forEach(row -> type.addMethod(accessor(row)));
        type.addMethod(fold());
        if (table.variant().isEmpty()) {
            type.addType(rowEnum(rowEnum));
        }
        return type.build();
    }

    private FieldSpec summary() {
        return FieldSpec.builder(Library.NETWORK_SUMMARY, "SUMMARY", Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("The table with its shapes and costs, computed when this class was generated.")
                .initializer(SummaryCode.of(table, plan))
                .build();
    }

    private FieldSpec conventions() {
        return FieldSpec.builder(
                        Library.CONVENTIONS, LayerCode.CONVENTIONS, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer(LayerCode.of(table.settings().conventions()))
                .build();
    }

    /** The only constructor of a network whose last row does not count classes. */
    private MethodSpec constructor() {
        return building("Builds the network; its parameters come with {@code initialize}.", "SUMMARY")
                .build();
    }

    private MethodSpec tableConstructor() {
        return MethodSpec.constructorBuilder()
                .addJavadoc("Builds the network of the table; its parameters come with {@code initialize}.")
                .addModifiers(visibility())
                .addStatement(
                        "this($L)",
                        plan.steps().get(plan.steps().size() - 1).output().channels())
                .build();
    }

    private MethodSpec classesConstructor() {
        return building("The same for another number of classes.", "SUMMARY.withClasses(" + LayerCode.CLASSES + ")")
                .addParameter(TypeName.INT, LayerCode.CLASSES)
                .addJavadoc("\n\n@param $L at least 1", LayerCode.CLASSES)
                .build();
    }

    private MethodSpec.Builder building(String javadoc, String summary) {
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder()
                .addJavadoc(javadoc)
                .addModifiers(visibility())
                .addStatement("super($L)", summary);
        for (RowCode row : rows) {
            constructor.addStatement(
                    "$N = addRow($S, $L)", row.field(), row.name(), row.layer().expression());
        }
        return constructor;
    }

    private MethodSpec accessor(RowCode row) {
        return MethodSpec.methodBuilder(row.name())
                .addJavadoc("{@return the layer of {@link $T#$L()}}", record, row.name())
                .addModifiers(Modifier.PUBLIC)
                .returns(row.layer().type())
                .addStatement("return $N", row.field())
                .build();
    }

    private MethodSpec forward() {
        CodeBlock.Builder pass = CodeBlock.builder()
                .add("return new $T($T.of(store, images(inputs), training)", Library.ND_LIST, Library.PASS);
        for (RowCode row : rows) {
            String hidden = FORWARD_PARAMETERS.contains(row.field()) ? "this." : "";
            pass.add("\n.through($L$N)", hidden, row.field());
        }
        return BlockMethods.forward()
                .addStatement(pass.add("\n.output())").build())
                .build();
    }

    private MethodSpec endpoints() {
        MethodSpec.Builder method = BlockMethods.endpoints(record);
        CodeBlock input = CodeBlock.of("images(new $T(images))", Library.ND_LIST);
        for (RowCode row : rows) {
            method.addStatement(
                    "$T $N = this.$N.forward(store, $L, training)", Library.ND_ARRAY, row.local(), row.field(), input);
            input = CodeBlock.of("$N", row.local());
        }
        CodeBlock activations =
                rows.stream().map(row -> CodeBlock.of("$N", row.local())).collect(CodeBlock.joining(",$W"));
        return method.addStatement("return new $T($L)", record, activations).build();
    }

    private MethodSpec fold() {
        String classes = plan.endsWithClasses() ? "summary().classes()" : "";
        return BlockMethods.fold(block)
                .addStatement("return foldInto(new $T($L), manager)", block, classes)
                .build();
    }

    private TypeSpec rowEnum(ClassName name) {
        TypeSpec.Builder type = TypeSpec.enumBuilder(name)
                .addJavadoc("The rows of the table, for {@code freezeThrough} and {@code layer}.")
                .addAnnotation(Library.GENERATED_BLOCK)
                .addModifiers(Modifier.PUBLIC);
        for (RowCode row : rows) {
            type.addEnumConstant(
                    row.constant(),
                    TypeSpec.anonymousClassBuilder("")
                            .addJavadoc("{@link $T#$L()}", record, row.name())
                            .build());
        }
        return type.build();
    }

    private Modifier[] visibility() {
        return declaration.isPublic() ? new Modifier[] {Modifier.PUBLIC} : new Modifier[0];
    }
}
