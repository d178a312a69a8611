package io.github.blockwright.processor.read;

import io.github.blockwright.dsl.Activation;
import io.github.blockwright.dsl.Apply;
import io.github.blockwright.dsl.AveragePool;
import io.github.blockwright.dsl.Backbone;
import io.github.blockwright.dsl.BasicResidual;
import io.github.blockwright.dsl.Conv;
import io.github.blockwright.dsl.Dense;
import io.github.blockwright.dsl.DepthwiseSeparable;
import io.github.blockwright.dsl.Dropout;
import io.github.blockwright.dsl.Fire;
import io.github.blockwright.dsl.Flatten;
import io.github.blockwright.dsl.FusedInvertedResidual;
import io.github.blockwright.dsl.GhostBottleneck;
import io.github.blockwright.dsl.GlobalAveragePool;
import io.github.blockwright.dsl.InvertedResidual;
import io.github.blockwright.dsl.MaxPool;
import io.github.blockwright.dsl.Residual;
import io.github.blockwright.dsl.Shortcut;
import io.github.blockwright.dsl.ShuffleUnit;
import io.github.blockwright.dsl.UniversalInvertedBottleneck;
import io.github.blockwright.processor.spec.Borrowed;
import io.github.blockwright.processor.spec.Classic;
import io.github.blockwright.processor.spec.Inverted;
import io.github.blockwright.processor.spec.InvertedVariant;
import io.github.blockwright.processor.spec.Joined;
import io.github.blockwright.processor.spec.Operator;
import io.github.blockwright.processor.spec.SingleLayer;
import io.github.blockwright.processor.spec.Weightless;
import io.github.blockwright.processor.spec.arithmetic.Expansion;
import io.github.blockwright.processor.spec.arithmetic.Squeeze;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javax.lang.model.element.TypeElement;

/**
 * From a row annotation to its operator: every attribute into the component of its name. A test holds the names together,
 * because calling the constructors by reflection would take a cold compiler 15 ms or more from Java 18 on.
 */
final class RowReader {
    /** All annotations that make a record component a row. */
    static final List<Class<? extends Annotation>> ANNOTATIONS = List.of(
            Conv.class,
            InvertedResidual.class,
            FusedInvertedResidual.class,
            UniversalInvertedBottleneck.class,
            DepthwiseSeparable.class,
            Residual.class,
            BasicResidual.class,
            ShuffleUnit.class,
            GhostBottleneck.class,
            Fire.class,
            GlobalAveragePool.class,
            AveragePool.class,
            MaxPool.class,
            Flatten.class,
            Dropout.class,
            Dense.class,
            Apply.class,
            Backbone.class);

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
     * @throws IllegalArgumentException if an attribute is not read here, or what is read is not an attribute
     */
    Operator read(Class<? extends Annotation> annotation, Attributes attributes, TypeElement table) {
        Operator operator = operator(annotation, attributes, table);
        attributes.requireAllRead();
        return operator;
    }

    private Operator operator(Class<? extends Annotation> annotation, Attributes a, TypeElement table) {
        if (annotation == Conv.class) {
            return new SingleLayer.Conv(
                    a.integer("filters"),
                    a.integer("kernel"),
                    a.integer("strides"),
                    a.integer("groups"),
                    a.flag("padded"),
                    a.constant("activation", Activation.class),
                    a.flag("batchNorm"),
                    a.flag("scaled"));
        }
        if (annotation == InvertedResidual.class) {
            return new Inverted.InvertedResidual(
                    expansion(a),
                    a.integer("filters"),
                    a.integer("strides"),
                    a.integer("count"),
                    a.integer("kernel"),
                    a.constant("activation", Activation.class),
                    a.constant("projectionActivation", Activation.class),
                    squeeze(a.nested("squeeze", io.github.blockwright.dsl.Squeeze.class)),
                    a.constant("shortcut", Shortcut.class),
                    a.number("dropPath"),
                    a.flag("scaled"));
        }
        if (annotation == FusedInvertedResidual.class) {
            return new InvertedVariant.FusedInvertedResidual(
                    expansion(a),
                    a.integer("filters"),
                    a.integer("strides"),
                    a.integer("count"),
                    a.integer("kernel"),
                    a.constant("activation", Activation.class),
                    squeeze(a.nested("squeeze", io.github.blockwright.dsl.Squeeze.class)),
                    a.number("dropPath"),
                    a.flag("scaled"));
        }
        if (annotation == UniversalInvertedBottleneck.class) {
            return new InvertedVariant.UniversalInvertedBottleneck(
                    expansion(a),
                    a.integer("filters"),
                    a.integer("strides"),
                    a.integer("count"),
                    a.integer("startKernel"),
                    a.integer("kernel"),
                    a.constant("activation", Activation.class),
                    squeeze(a.nested("squeeze", io.github.blockwright.dsl.Squeeze.class)),
                    a.number("dropPath"),
                    a.flag("scaled"));
        }
        if (annotation == DepthwiseSeparable.class) {
            return new Classic.DepthwiseSeparable(
                    a.integer("filters"),
                    a.integer("strides"),
                    a.integer("count"),
                    a.integer("kernel"),
                    a.constant("activation", Activation.class),
                    a.flag("scaled"));
        }
        if (annotation == Residual.class) {
            return new Classic.Residual(
                    a.integer("filters"),
                    a.integer("bottleneck"),
                    a.integer("strides"),
                    a.integer("count"),
                    a.integer("kernel"),
                    a.integer("groups"),
                    a.constant("activation", Activation.class),
                    squeeze(a.nested("squeeze", io.github.blockwright.dsl.Squeeze.class)),
                    a.number("dropPath"),
                    a.flag("scaled"));
        }
        if (annotation == BasicResidual.class) {
            return new Classic.BasicResidual(
                    a.integer("filters"),
                    a.integer("strides"),
                    a.integer("count"),
                    a.integer("kernel"),
                    a.constant("activation", Activation.class),
                    a.number("dropPath"),
                    a.flag("scaled"));
        }
        if (annotation == ShuffleUnit.class) {
            return new Joined.ShuffleUnit(
                    a.integer("filters"),
                    a.integer("strides"),
                    a.integer("count"),
                    a.integer("kernel"),
                    a.constant("activation", Activation.class),
                    a.flag("scaled"));
        }
        if (annotation == GhostBottleneck.class) {
            return new Joined.GhostBottleneck(
                    a.integer("expandedChannels"),
                    a.integer("filters"),
                    a.integer("strides"),
                    a.integer("count"),
                    a.integer("kernel"),
                    a.constant("activation", Activation.class),
                    squeeze(a.nested("squeeze", io.github.blockwright.dsl.Squeeze.class)),
                    a.number("dropPath"),
                    a.flag("scaled"));
        }
        if (annotation == Fire.class) {
            return new Joined.Fire(
                    a.integer("squeezed"),
                    a.integer("filters"),
                    a.integer("count"),
                    a.constant("activation", Activation.class),
                    a.flag("scaled"));
        }
        if (annotation == GlobalAveragePool.class) {
            return new Weightless.GlobalAveragePool(a.flag("asMap"));
        }
        if (annotation == AveragePool.class) {
            return new Weightless.AveragePool(a.integer("kernel"), a.integer("strides"));
        }
        if (annotation == MaxPool.class) {
            return new Weightless.MaxPool(a.integer("kernel"), a.integer("strides"), a.flag("padded"));
        }
        if (annotation == Flatten.class) {
            return new Weightless.Flatten();
        }
        if (annotation == Dropout.class) {
            return new Weightless.Dropout(a.number("value"));
        }
        if (annotation == Dense.class) {
            return new SingleLayer.Dense(a.integer("units"), a.constant("activation", Activation.class));
        }
        if (annotation == Apply.class) {
            return new Borrowed.Apply(
                    blocks.read(a.type("value")),
                    a.integer("filters"),
                    a.integer("strides"),
                    a.longInteger("parameters"),
                    a.longInteger("multiplyAdds"));
        }
        if (annotation == Backbone.class) {
            return new Borrowed.Backbone(
                    backbones.read(a.type("value"), table),
                    a.word("variant"),
                    a.string("through"),
                    a.word("trainableFrom"));
        }
        throw new IllegalArgumentException("Nothing reads " + annotation);
    }

    private static Expansion expansion(Attributes a) {
        return new Expansion(written(a, "expansion"), written(a, "expandedChannels"));
    }

    private static OptionalInt written(Attributes a, String name) {
        int value = a.integer(name);
        return a.isWritten(name) ? OptionalInt.of(value) : OptionalInt.empty();
    }

    private static Optional<Squeeze> squeeze(Attributes a) {
        Squeeze squeeze = new Squeeze(
                a.number("ratio"),
                a.flag("ofInput"),
                a.integer("divisor"),
                a.constant("activation", Activation.class),
                a.constant("gate", Activation.class));
        a.requireAllRead();
        return squeeze.ratio() == 0 ? Optional.empty() : Optional.of(squeeze);
    }
}
