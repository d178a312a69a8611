package io.github.blockwright.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import io.github.blockwright.dsl.Activation;
import io.github.blockwright.processor.spec.Conventions;
import io.github.blockwright.processor.spec.NetworkTable;
import io.github.blockwright.processor.spec.Operator;
import io.github.blockwright.processor.spec.Plan.Step;
import io.github.blockwright.processor.spec.names.JavaName;
import io.github.blockwright.processor.spec.names.RowConstants;

/** The layer of a row: its class, and the expression that makes it. */
record LayerCode(TypeName type, CodeBlock expression) {
    static LayerCode of(Step step) {
        Operator operator = step.row().operator();
        long channels = step.input().channels();
        if (operator instanceof Operator.Conv conv) {
            return new LayerCode(Library.CONV_NORM_ACTIVATION, conv(conv, channels));
        }
        if (operator instanceof Operator.Staged stage) {
            return new LayerCode(Library.STAGE, StageCode.of(stage, channels));
        }
        if (operator instanceof Operator.Pool pool) {
            return pooling(
                    CodeBlock.of("$L($L, $L)", pool.maximum() ? "maximum" : "average", pool.kernel(), pool.strides()));
        }
        if (operator instanceof Operator.GlobalAveragePool) {
            return pooling(CodeBlock.of("globalAverage()"));
        }
        if (operator instanceof Operator.Flatten) {
            return new LayerCode(Library.FLATTEN, CodeBlock.of("new $T()", Library.FLATTEN));
        }
        if (operator instanceof Operator.Dropout dropout) {
            return new LayerCode(Library.DROPOUT, CodeBlock.of("new $T($Lf)", Library.DROPOUT, (float) dropout.rate()));
        }
        if (operator instanceof Operator.Dense dense) {
            return new LayerCode(
                    Library.DENSE,
                    CodeBlock.of(
                            "new $T($L, $L, $L)", Library.DENSE, channels, dense.units(), name(dense.activation())));
        }
        if (operator instanceof Operator.Apply apply) {
            return new LayerCode(Library.APPLIED, applied(apply));
        }
        if (operator instanceof Operator.Backbone backbone) {
            return backbone(backbone);
        }
        throw new IllegalArgumentException("No code for " + operator);
    }

    /** The enum of a table's rows, which the record's own block declares and its variants use. */
    static ClassName rowEnum(NetworkTable table) {
        return className(table.name().block()).nestedClass("Row");
    }

    /** The JavaPoet name of a class. */
    static ClassName className(JavaName name) {
        String[] nested = name.simpleNames().stream().skip(1).toArray(String[]::new);
        return ClassName.get(name.packageName(), name.simpleNames().get(0), nested);
    }

    private static CodeBlock conv(Operator.Conv conv, long channels) {
        CodeBlock.Builder options = CodeBlock.builder();
        if (conv.kernel() != 1) {
            options.add(".kernel($L)", conv.kernel());
        }
        if (conv.strides() != 1) {
            options.add(".strides($L)", conv.strides());
        }
        if (conv.groups() != 1) {
            options.add(".groups($L)", conv.groups());
        }
        if (!conv.batchNorm()) {
            options.add(".withoutBatchNorm()");
        }
        if (conv.activation() != Activation.LINEAR) {
            options.add(".activation($L)", name(conv.activation()));
        }
        return CodeBlock.of(
                "$T.builder(CONVENTIONS, $L, $L)\n$L.build()",
                Library.CONV_NORM_ACTIVATION,
                channels,
                conv.filters(),
                options.build());
    }

    private static LayerCode pooling(CodeBlock call) {
        return new LayerCode(Library.POOLING, CodeBlock.of("$T.$L", Library.POOLING, call));
    }

    private static CodeBlock applied(Operator.Apply apply) {
        return CodeBlock.of(
                "new $T(new $T$L(), $L, $L, $L)",
                Library.APPLIED,
                className(apply.block().name()),
                apply.block().isGeneric() ? "<>" : "",
                apply.filters(),
                apply.strides(),
                Literals.of(apply.parameters()));
    }

    private static LayerCode backbone(Operator.Backbone backbone) {
        ClassName block = className(backbone.table().block());
        ClassName row = rowEnum(backbone.table());
        CodeBlock.Builder expression = CodeBlock.builder()
                .add("$T.of(new $T(), $T.$L)", Library.BACKBONE, block, row, RowConstants.of(backbone.through()));
        backbone.trainableFrom()
                .ifPresent(from -> expression.add("\n.trainableFrom($T.$L)", row, RowConstants.of(from)));
        return new LayerCode(ParameterizedTypeName.get(Library.BACKBONE, row), expression.build());
    }

    /** The expression of a table's conventions. */
    static CodeBlock of(Conventions conventions) {
        return CodeBlock.of(
                "new $T($Lf, $Lf, $T.$L)",
                Library.CONVENTIONS,
                conventions.epsilon(),
                conventions.momentum(),
                Library.PADDING,
                conventions.padding());
    }

    /** The runtime's name of an activation. */
    static CodeBlock name(Activation activation) {
        return CodeBlock.of("$T.$L", Library.ACTIVATION, activation);
    }
}
