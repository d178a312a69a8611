package io.github.blockwright.processor.emit;

import io.github.blockwright.dsl.Activation;
import io.github.blockwright.processor.spec.Operator;
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
            return "InvertedResidual " + window(stage.kernel(), stage.strides()) + ", t = " + stage.expansion()
                    + ", n = " + stage.count() + unless(Activation.RELU6, stage.activation());
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

    private static String window(int kernel, int strides) {
        return kernel + "×" + kernel + (strides == 1 ? "" : " / " + strides);
    }

    private static String unless(Activation usual, Activation activation) {
        return activation == usual
                ? ""
                : ", " + activation.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
