package io.github.blockwright.processor.emit;

import io.github.blockwright.dsl.Activation;
import io.github.blockwright.processor.spec.Operator;
import io.github.blockwright.processor.spec.arithmetic.Expansion;
import java.util.Locale;

/** What a row does, in a few words: {@code Conv 3×3 / 2}. The defaults of the language are left out. */
final class OperatorLabel {
    private OperatorLabel() {}

    static String of(Operator operator) {
        if (operator instanceof Operator.Conv conv) {
            return "Conv " + window(conv.kernel(), conv.strides())
                    + (conv.groups() == 1 ? "" : ", " + conv.groups() + " groups")
                    + unless(Activation.RELU6, conv.activation())
                    + (conv.batchNorm() ? "" : ", bias");
        }
        if (operator instanceof Operator.InvertedResidual stage) {
            return invertedResidual(stage);
        }
        if (operator instanceof Operator.DepthwiseSeparable stage) {
            return "DepthwiseSeparable " + window(stage.kernel(), stage.strides()) + ", n = " + stage.count()
                    + unless(Activation.RELU6, stage.activation());
        }
        if (operator instanceof Operator.Residual stage) {
            return "Residual " + window(stage.kernel(), stage.strides()) + ", b = " + stage.bottleneck() + ", n = "
                    + stage.count() + (stage.groups() == 1 ? "" : ", " + stage.groups() + " groups")
                    + unless(Activation.RELU, stage.activation()) + dropPath(stage.dropPath());
        }
        if (operator instanceof Operator.Pool pool) {
            return (pool.maximum() ? "MaxPool " : "AveragePool ") + window(pool.kernel(), pool.strides());
        }
        if (operator instanceof Operator.Dropout dropout) {
            return "Dropout " + dropout.rate();
        }
        if (operator instanceof Operator.Dense dense) {
            return "Dense" + unless(Activation.LINEAR, dense.activation());
        }
        if (operator instanceof Operator.Apply apply) {
            return "Apply " + apply.block().name().simpleName();
        }
        if (operator instanceof Operator.Backbone backbone) {
            return "Backbone " + backbone.table().title() + " through " + backbone.through();
        }
        return operator.getClass().getSimpleName();
    }

    private static String invertedResidual(Operator.InvertedResidual stage) {
        Expansion expansion = stage.expansion();
        String width = expansion.factor().isPresent()
                ? ", t = " + expansion.factor().getAsInt()
                : ", e = " + expansion.channels().getAsInt();
        String squeeze = stage.squeeze()
                .map(s -> ", squeeze " + s.ratio() + (s.ofInput() ? " of the input" : ""))
                .orElse("");
        String shortcut =
                switch (stage.shortcut()) {
                    case BOTTLENECK -> "";
                    case EXPANSION -> ", shortcut between expansions";
                    case NONE -> ", no shortcut";
                };
        String projection = unless(Activation.LINEAR, stage.projectionActivation());
        return "InvertedResidual " + window(stage.kernel(), stage.strides()) + width + ", n = " + stage.count()
                + unless(Activation.RELU6, stage.activation()) + squeeze
                + (projection.isEmpty() ? "" : projection + " projection") + shortcut + dropPath(stage.dropPath());
    }

    private static String dropPath(double rate) {
        return rate == 0 ? "" : ", drop path " + rate;
    }

    private static String window(int kernel, int strides) {
        return kernel + "×" + kernel + (strides == 1 ? "" : " / " + strides);
    }

    private static String unless(Activation usual, Activation activation) {
        return activation == usual
                ? ""
                : ", " + activation.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
