package io.github.blockwright.processor.emit;

import com.palantir.javapoet.CodeBlock;
import io.github.blockwright.dsl.Activation;
import io.github.blockwright.processor.spec.Operator;
import io.github.blockwright.processor.spec.arithmetic.Squeeze;

/** The expression that makes a stage of like blocks. What the runtime's builders have by default is left out. */
final class StageCode {
    private StageCode() {}

    static CodeBlock of(Operator.Staged stage, long channels) {
        CodeBlock.Builder code = CodeBlock.builder();
        if (stage instanceof Operator.InvertedResidual row) {
            code.add("$T.builder(CONVENTIONS, $L, $L)\n", Library.INVERTED_RESIDUAL, channels, row.filters())
                    .add(width(row))
                    .add(common(row, Activation.RELU6, row.activation()))
                    .add(invertedResidual(row, channels));
        } else if (stage instanceof Operator.DepthwiseSeparable row) {
            code.add("$T.builder(CONVENTIONS, $L, $L)\n", Library.DEPTHWISE_SEPARABLE, channels, row.filters())
                    .add(common(row, Activation.RELU6, row.activation()));
        } else if (stage instanceof Operator.Residual row) {
            code.add(
                            "$T.builder(CONVENTIONS, $L, $L, $L)\n",
                            Library.RESIDUAL,
                            channels,
                            row.bottleneck(),
                            row.filters())
                    .add(common(row, Activation.RELU, row.activation()))
                    .add(row.groups() == 1 ? CodeBlock.of("") : CodeBlock.of(".groups($L)", row.groups()))
                    .add(dropPath(row.dropPath()));
        }
        return code.add(".stage($L)", stage.count()).build();
    }

    private static CodeBlock width(Operator.InvertedResidual row) {
        return row.expansion().factor().isPresent()
                ? CodeBlock.of(".expansion($L)", row.expansion().factor().getAsInt())
                : CodeBlock.of(
                        ".expandedChannels($L)", row.expansion().channels().getAsInt());
    }

    private static CodeBlock common(Operator.Staged row, Activation usual, Activation activation) {
        CodeBlock.Builder options = CodeBlock.builder().add(".strides($L)", row.strides());
        if (row.kernel() != 3) {
            options.add(".kernel($L)", row.kernel());
        }
        if (activation != usual) {
            options.add(".activation($L)", LayerCode.name(activation));
        }
        return options.build();
    }

    private static CodeBlock invertedResidual(Operator.InvertedResidual row, long channels) {
        CodeBlock.Builder options = CodeBlock.builder();
        row.squeeze().ifPresent(squeeze -> options.add(squeeze(row, squeeze, channels)));
        if (row.projectionActivation() != Activation.LINEAR) {
            options.add(".projectionActivation($L)", LayerCode.name(row.projectionActivation()));
        }
        switch (row.shortcut()) {
            case BOTTLENECK -> {}
            case EXPANSION -> options.add(".shortcutBetweenExpansions()");
            case NONE -> options.add(".withoutShortcut()");
        }
        return options.add(dropPath(row.dropPath())).build();
    }

    /** The squeezed channels of the first block and of those after it, whose input has other channels. */
    private static CodeBlock squeeze(Operator.InvertedResidual row, Squeeze squeeze, long channels) {
        int filters = row.filters();
        int first = squeeze.channels(channels, row.expansion().of(channels));
        int later = row.count() == 1
                ? first
                : squeeze.channels(filters, row.expansion().of(filters));
        return CodeBlock.of(
                "\n.squeeze($L, $L, $L, $L)",
                first,
                later,
                LayerCode.name(squeeze.activation()),
                LayerCode.name(squeeze.gate()));
    }

    private static CodeBlock dropPath(double rate) {
        // As a float, which the runtime computes with: javac refuses a literal that is too small for one.
        return (float) rate == 0 ? CodeBlock.of("") : CodeBlock.of(".dropPath($Lf)", (float) rate);
    }
}
