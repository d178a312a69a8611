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
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import javax.lang.model.element.TypeElement;

/** From a row annotation to its operator. */
final class RowReader {
    private final Map<Class<? extends Annotation>, Function<Attributes, Operator>> readers;
    private final BackboneReader backbones;

    RowReader(BlockClassReader blocks, BackboneReader backbones) {
        this.backbones = backbones;
        this.readers = Map.ofEntries(
                Map.entry(Conv.class, RowReader::conv),
                Map.entry(InvertedResidual.class, RowReader::invertedResidual),
                Map.entry(DepthwiseSeparable.class, RowReader::depthwiseSeparable),
                Map.entry(Residual.class, RowReader::residual),
                Map.entry(GlobalAveragePool.class, a -> new Operator.GlobalAveragePool()),
                Map.entry(AveragePool.class, a -> pool(a, false)),
                Map.entry(MaxPool.class, a -> pool(a, true)),
                Map.entry(Flatten.class, a -> new Operator.Flatten()),
                Map.entry(Dropout.class, a -> new Operator.Dropout(a.number("value"))),
                Map.entry(Dense.class, a -> new Operator.Dense(a.integer("units"), activation(a))),
                Map.entry(Apply.class, a -> apply(a, blocks)));
    }

    /**
     * Reads an annotation.
     *
     * @param table the type whose component carries it
     * @throws UnreadableException if an attribute is not valid Java, or names what is not there yet
     */
    Operator read(Class<? extends Annotation> annotation, Attributes attributes, TypeElement table) {
        if (annotation == Backbone.class) {
            return backbones.read(attributes, table);
        }
        return readers.get(annotation).apply(attributes);
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

    private static Operator apply(Attributes a, BlockClassReader blocks) {
        return new Operator.Apply(
                blocks.read(a.type("value")),
                a.integer("filters"),
                a.integer("strides"),
                a.longInteger("parameters"),
                a.longInteger("multiplyAdds"));
    }
}
