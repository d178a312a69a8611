package io.github.blockwright.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import io.github.blockwright.dsl.Activation;
import io.github.blockwright.processor.spec.Borrowed;
import io.github.blockwright.processor.spec.Defaults;
import io.github.blockwright.processor.spec.Operator;
import io.github.blockwright.processor.spec.SingleLayer;
import io.github.blockwright.processor.spec.Staged;
import io.github.blockwright.processor.spec.Weightless;
import io.github.blockwright.processor.spec.names.RowConstants;
import java.util.List;

/**
 * Writes the layers of operators. What a builder of the runtime has by itself is left out.
 *
 * @param channels of the input
 * @param defaults of the annotation, which are those of the runtime's builder too
 */
record LayerWriter(long channels, Defaults defaults) implements Operator.Visitor<LayerCode> {
    @Override
    public LayerCode visit(SingleLayer.Conv conv) {
        ClassName layer = Library.layer("ConvNormActivation");
        Options options = new Options(defaults)
                .add("kernel", conv.kernel())
                .add("strides", conv.strides())
                .add("groups", conv.groups());
        if (!conv.padded()) {
            options.always("withoutPadding");
        }
        if (!conv.batchNorm()) {
            options.always("withoutBatchNorm");
        }
        options.always("activation", conv.activation());
        return new LayerCode(
                layer,
                options.named(layer),
                CodeBlock.of(
                        "$T.builder(" + LayerCode.CONVENTIONS + ", $L, $L)\n$L.build()",
                        layer,
                        channels,
                        conv.filters(),
                        options.code()));
    }

    @Override
    public LayerCode visit(SingleLayer.Dense dense) {
        return dense(channels, CodeBlock.of("$L", dense.units()), dense.activation());
    }

    /** A linear dense layer of as many units as the constructor's parameter says. */
    static LayerCode classifier(long channels) {
        return dense(channels, CodeBlock.of(LayerCode.CLASSES), Activation.LINEAR);
    }

    private static LayerCode dense(long channels, CodeBlock units, Activation activation) {
        return made(
                "Dense",
                CodeBlock.of("$L, $L, $L", channels, units, Library.constant(activation)),
                ClassName.get(Activation.class));
    }

    @Override
    public LayerCode visit(Staged stage) {
        return stage.acceptStage(new StageWriter(channels, defaults));
    }

    @Override
    public LayerCode visit(Weightless.MaxPool pool) {
        return pooling(
                !pool.padded()
                        ? CodeBlock.of("maximum($L, $L)", pool.kernel(), pool.strides())
                        : CodeBlock.of("maximum($L, $L, $L)", pool.kernel(), pool.strides(), pool.padding()));
    }

    @Override
    public LayerCode visit(Weightless.AveragePool pool) {
        return pooling(CodeBlock.of("average($L, $L)", pool.kernel(), pool.strides()));
    }

    @Override
    public LayerCode visit(Weightless.GlobalAveragePool pool) {
        return pooling(CodeBlock.of(pool.asMap() ? "globalAverageMap()" : "globalAverage()"));
    }

    private static LayerCode pooling(CodeBlock call) {
        ClassName layer = Library.layer("Pooling");
        return new LayerCode(layer, List.of(layer), CodeBlock.of("$T.$L", layer, call));
    }

    @Override
    public LayerCode visit(Weightless.Flatten flatten) {
        return made("Flatten", CodeBlock.of(""));
    }

    @Override
    public LayerCode visit(Weightless.Dropout dropout) {
        return made("Dropout", CodeBlock.of("$L", Literals.rate(dropout.value())));
    }

    @Override
    public LayerCode visit(Borrowed.Apply apply) {
        return made(
                "Applied",
                CodeBlock.of(
                        "new $T$L(), $L, $L, $L",
                        LayerCode.className(apply.value().name()),
                        apply.value().isGeneric() ? "<>" : "",
                        apply.filters(),
                        apply.strides(),
                        Literals.of(apply.parameters())));
    }

    @Override
    public LayerCode visit(Borrowed.Backbone backbone) {
        ClassName layer = Library.BACKBONE;
        ClassName block = LayerCode.className(backbone.table().block());
        ClassName row = LayerCode.rowEnum(backbone.table());
        CodeBlock.Builder expression = CodeBlock.builder()
                .add("$T.of(new $T(), $T.$L)", layer, block, row, RowConstants.of(backbone.through()));
        backbone.trainableFrom()
                .ifPresent(from -> expression.add("\n.trainableFrom($T.$L)", row, RowConstants.of(from)));
        return new LayerCode(
                ParameterizedTypeName.get(layer, row),
                List.of(layer, block, row.topLevelClassName()),
                expression.build());
    }

    /** @param named the classes whose static members the arguments name */
    private static LayerCode made(String name, CodeBlock arguments, ClassName... named) {
        ClassName layer = Library.layer(name);
        return new LayerCode(layer, List.of(named), CodeBlock.of("new $T($L)", layer, arguments));
    }
}
