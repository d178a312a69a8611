package io.github.blockwright.processor.read;

import io.github.blockwright.dsl.Activation;
import io.github.blockwright.dsl.Apply;
import io.github.blockwright.dsl.AveragePool;
import io.github.blockwright.dsl.Backbone;
import io.github.blockwright.dsl.Conv;
import io.github.blockwright.dsl.Dense;
import io.github.blockwright.dsl.Dropout;
import io.github.blockwright.dsl.Flatten;
import io.github.blockwright.dsl.GlobalAveragePool;
import io.github.blockwright.dsl.InvertedResidual;
import io.github.blockwright.dsl.MaxPool;
import io.github.blockwright.processor.spec.Operator;
import java.lang.annotation.Annotation;
import java.util.Map;
import java.util.function.Function;
import javax.lang.model.element.TypeElement;

/** From a row annotation to its operator. */
final class RowReader {
    private final Map<Class<? extends Annotation>, Function<Attributes, Operator>> readers;
    private final BackboneReader backbones;

    RowReader(BlockClassReader blocks, BackboneReader backbones) {
        this.backbones = backbones;
        this.readers = Map.of(
                Conv.class,
                RowReader::conv,
                InvertedResidual.class,
                RowReader::invertedResidual,
                GlobalAveragePool.class,
                a -> new Operator.GlobalAveragePool(),
                AveragePool.class,
                a -> new Operator.Pool(false, a.integer("kernel"), a.integer("strides")),
                MaxPool.class,
                a -> new Operator.Pool(true, a.integer("kernel"), a.integer("strides")),
                Flatten.class,
                a -> new Operator.Flatten(),
                Dropout.class,
                a -> new Operator.Dropout(a.number("value")),
                Dense.class,
                a -> new Operator.Dense(a.integer("units"), a.constant("activation", Activation.class)),
                Apply.class,
                a -> apply(a, blocks));
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
                a.constant("activation", Activation.class),
                a.flag("batchNorm"));
    }

    private static Operator invertedResidual(Attributes a) {
        return new Operator.InvertedResidual(
                a.integer("expansion"),
                a.integer("filters"),
                a.integer("strides"),
                a.integer("count"),
                a.integer("kernel"),
                a.constant("activation", Activation.class));
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
