package io.github.blockwright.processor.declaration;

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
import java.lang.annotation.Annotation;
import java.util.List;

/** The annotations that make a record component a row. */
public final class RowAnnotations {
    /** All of them. */
    public static final List<Class<? extends Annotation>> ALL = List.of(
            Conv.class,
            InvertedResidual.class,
            DepthwiseSeparable.class,
            Residual.class,
            GlobalAveragePool.class,
            AveragePool.class,
            MaxPool.class,
            Flatten.class,
            Dropout.class,
            Dense.class,
            Apply.class,
            Backbone.class);

    private RowAnnotations() {}
}
