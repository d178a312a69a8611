package io.github.blockwright.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import io.github.blockwright.processor.published.LayerNames;
import io.github.blockwright.processor.published.Publisher;
import io.github.blockwright.processor.published.WeightNames;
import io.github.blockwright.processor.spec.Conventions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * The names of published weights as data in the generated class. They stand in a class of their own, which is loaded only
 * when somebody asks, and which has a constant pool of its own.
 *
 * @param own conventions of the table, which are a constant of its block
 */
record NamesCode(WeightNames names, Conventions own) {
    /** The nested class. */
    static final String HOLDER = "PublishedNames";

    /** So that a method stays far below 64 KB, whatever the names. */
    private static final int LAYERS_A_METHOD = 200;

    /** Adds the accessor, and what it gives. */
    void addTo(TypeSpec.Builder block) {
        MethodSpec.Builder accessor = MethodSpec.methodBuilder("weightNames")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(Library.WEIGHT_NAMES);
        if (names instanceof WeightNames.Like like) {
            block.addMethod(accessor.addStatement("return $L.ALL", HOLDER).build());
            block.addType(holder(like));
        } else if (names instanceof WeightNames.None none) {
            block.addMethod(
                    accessor.addStatement("return new $T($S)", Library.WEIGHT_NAMES.nestedClass("None"), none.reason())
                            .build());
        }
    }

    private TypeSpec holder(WeightNames.Like like) {
        List<MethodSpec> methods = methods(like.layers());
        CodeBlock calls =
                methods.stream().map(method -> CodeBlock.of("$N()", method)).collect(CodeBlock.joining(", "));
        CodeBlock layers = methods.size() == 1
                ? calls
                : CodeBlock.of("$T.of($L).flatMap($T::stream).toList()", Stream.class, calls, List.class);
        List<Publisher> publishers = like.architecture().publishers();
        String families =
                Literals.quoted(publishers.stream().map(Publisher::name).toList());
        CodeBlock all = CodeBlock.of(
                "new $T(\n$>$>$T.$L,\n$T.of($L),\n$T.of($L),\n$L$<$<)",
                Library.WEIGHT_NAMES.nestedClass("Like"),
                Library.ARCHITECTURE,
                like.architecture(),
                List.class,
                families,
                List.class,
                like.conventions().stream().map(this::conventions).collect(CodeBlock.joining(", ")),
                layers);
        return TypeSpec.classBuilder(HOLDER)
                .addJavadoc(
                        "What the families call each layer: a convolution and its batch normalisation, in the families' order.")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addField(FieldSpec.builder(Library.WEIGHT_NAMES, "ALL", Modifier.STATIC, Modifier.FINAL)
                        .initializer(all)
                        .build())
                .addMethods(methods)
                .build();
    }

    private CodeBlock conventions(Conventions conventions) {
        // Mostly one and the same, which Objects.equals sees without the record's own equals: linking that takes a cold
        // compiler 10 ms.
        return Objects.equals(conventions, own) ? CodeBlock.of("CONVENTIONS") : LayerCode.of(conventions);
    }

    private static List<MethodSpec> methods(List<LayerNames> layers) {
        List<MethodSpec> methods = new ArrayList<>();
        for (int from = 0; from < layers.size(); from += LAYERS_A_METHOD) {
            int to = Math.min(from + LAYERS_A_METHOD, layers.size());
            String name = layers.size() <= LAYERS_A_METHOD ? "layers" : "layers" + methods.size();
            CodeBlock.Builder lines = CodeBlock.builder();
            for (LayerNames layer : layers.subList(from, to)) {
                lines.add(lines.isEmpty() ? "$T.$L" : ",\n$T.$L", Library.LAYER_NAMES, call(layer));
            }
            methods.add(MethodSpec.methodBuilder(name)
                    .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                    .returns(ParameterizedTypeName.get(ClassName.get(List.class), Library.LAYER_NAMES))
                    .addStatement("return $T.of(\n$L)", List.class, lines.build())
                    .build());
        }
        return methods;
    }

    /** The factory and its arguments: as one piece, of which there are many, because JavaPoet is slow with pieces. */
    private static String call(LayerNames layer) {
        List<String> names = new ArrayList<>(layer.names());
        names.add(0, layer.path());
        return layer.part().kind().name().toLowerCase(Locale.ROOT) + "(" + Literals.quoted(names) + ")";
    }
}
