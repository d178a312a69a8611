package io.github.blockwright.processor.read;

import io.github.blockwright.dsl.Activation;
import io.github.blockwright.dsl.Apply;
import io.github.blockwright.dsl.AveragePool;
import io.github.blockwright.dsl.Backbone;
import io.github.blockwright.dsl.Conv;
import io.github.blockwright.dsl.Dense;
import io.github.blockwright.dsl.DepthwiseSeparable;
import io.github.blockwright.dsl.Dropout;
import io.github.blockwright.dsl.Flatten;
import io.github.blockwright.dsl.GlobalAveragePool;
import io.github.blockwright.dsl.InvertedResidual;
import io.github.blockwright.dsl.MaxPool;
import io.github.blockwright.dsl.Residual;
import io.github.blockwright.dsl.Shortcut;
import io.github.blockwright.processor.spec.Operator;
import io.github.blockwright.processor.spec.arithmetic.Expansion;
import io.github.blockwright.processor.spec.arithmetic.Squeeze;
import java.lang.annotation.Annotation;
import java.util.Optional;
import java.util.OptionalInt;
import javax.lang.model.element.TypeElement;

/** From a row annotation to its operator. */
final class RowReader {
    private final BlockClassReader blocks;
    private final BackboneReader backbones;

    RowReader(BlockClassReader blocks, BackboneReader backbones) {
        this.blocks = blocks;
        this.backbones = backbones;
    }

    /**
     * Reads an annotation.
     *
     * @param table the type whose component carries it
     * @throws UnreadableException if an attribute is not valid Java, or names what is not there yet
     */
    Operator read(Class<? extends Annotation> annotation, Attributes attributes, TypeElement table) {
        if (annotation == Conv.class) {
            return conv(attributes);
        }
        if (annotation == InvertedResidual.class) {
            return invertedResidual(attributes);
        }
        if (annotation == DepthwiseSeparable.class) {
            return depthwiseSeparable(attributes);
        }
        if (annotation == Residual.class) {
            return residual(attributes);
        }
        if (annotation == GlobalAveragePool.class) {
            return new Operator.GlobalAveragePool();
        }
        if (annotation == AveragePool.class) {
            return pool(attributes, false);
        }
        if (annotation == MaxPool.class) {
            return pool(attributes, true);
        }
        if (annotation == Flatten.class) {
            return new Operator.Flatten();
        }
        if (annotation == Dropout.class) {
            return new Operator.Dropout(attributes.number("value"));
        }
        if (annotation == Dense.class) {
            return new Operator.Dense(attributes.integer("units"), activation(attributes));
        }
        if (annotation == Apply.class) {
            return apply(attributes);
        }
        if (annotation == Backbone.class) {
            return backbones.read(attributes, table);
        }
        throw new IllegalArgumentException(annotation + " makes no row");
    }

    private static Operator conv(Attributes a) {
        return new Operator.Conv(
                a.integer("filters"),
                a.integer("kernel"),
                a.integer("strides"),
                a.integer("groups"),
                activation(a),
                a.flag("batchNorm"),
                a.flag("scaled"));
    }

    private static Operator invertedResidual(Attributes a) {
        return new Operator.InvertedResidual(
                new Expansion(written(a, "expansion"), written(a, "expandedChannels")),
                a.integer("filters"),
                a.integer("strides"),
                a.integer("count"),
                a.integer("kernel"),
                activation(a),
                a.constant("projectionActivation", Activation.class),
                squeeze(a.nested("squeeze")),
                a.constant("shortcut", Shortcut.class),
                a.number("dropPath"),
                a.flag("scaled"));
    }

    private static OptionalInt written(Attributes a, String name) {
        return a.isWritten(name) ? OptionalInt.of(a.integer(name)) : OptionalInt.empty();
    }

    private static Optional<Squeeze> squeeze(Attributes a) {
        double ratio = a.number("ratio");
        if (ratio == 0) {
            return Optional.empty();
        }
        return Optional.of(new Squeeze(
                ratio, a.flag("ofInput"), a.integer("divisor"), activation(a), a.constant("gate", Activation.class)));
    }

    private static Operator depthwiseSeparable(Attributes a) {
        return new Operator.DepthwiseSeparable(
                a.integer("filters"),
                a.integer("strides"),
                a.integer("count"),
                a.integer("kernel"),
                activation(a),
                a.flag("scaled"));
    }

    private static Operator residual(Attributes a) {
        return new Operator.Residual(
                a.integer("filters"),
                a.integer("bottleneck"),
                a.integer("strides"),
                a.integer("count"),
                a.integer("kernel"),
                a.integer("groups"),
                activation(a),
                a.number("dropPath"),
                a.flag("scaled"));
    }

    private static Operator pool(Attributes a, boolean maximum) {
        return new Operator.Pool(maximum, a.integer("kernel"), a.integer("strides"));
    }

    private static Activation activation(Attributes a) {
        return a.constant("activation", Activation.class);
    }

    private Operator apply(Attributes a) {
        return new Operator.Apply(
                blocks.read(a.type("value")),
                a.integer("filters"),
                a.integer("strides"),
                a.longInteger("parameters"),
                a.longInteger("multiplyAdds"));
    }
}
