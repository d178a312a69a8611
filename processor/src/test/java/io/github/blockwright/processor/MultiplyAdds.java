package io.github.blockwright.processor;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import io.github.blockwright.runtime.layers.Composite;
import io.github.blockwright.runtime.layers.Convolution;
import io.github.blockwright.runtime.layers.Dense;
import io.github.blockwright.runtime.layers.Step;
import java.util.List;

/** Counts the multiply-adds of a built block along what its layers declare. */
final class MultiplyAdds {
    private long sum;

    private MultiplyAdds() {}

    /** Weights times output positions of every convolution, and weights of every dense layer. */
    static long of(Block layer, Shape input) {
        MultiplyAdds counted = new MultiplyAdds();
        counted.through(layer, input);
        return counted.sum;
    }

    private Shape through(Block layer, Shape input) {
        Shape output = layer.getOutputShapes(new Shape[] {input})[0];
        if (layer instanceof Composite composite) {
            through(composite.steps(), input);
        } else if (layer instanceof Convolution) {
            sum += weights(layer) * output.get(2) * output.get(3);
        } else if (layer instanceof Dense || layer instanceof Linear) {
            sum += weights(layer);
        } else {
            Shape shape = input;
            for (Block child : layer.getChildren().values()) {
                shape = through(child, shape);
            }
        }
        return output;
    }

    private Shape through(List<Step> steps, Shape input) {
        Shape shape = input;
        for (Step step : steps) {
            shape = step.accept(new Along(shape));
        }
        return shape;
    }

    private static long weights(Block layer) {
        return layer.getDirectParameters().values().stream()
                .filter(parameter -> parameter.getType() == Parameter.Type.WEIGHT)
                .mapToLong(parameter -> parameter.getShape().size())
                .sum();
    }

    /** Counts a step with the given input and gives the shape of its output. */
    private final class Along implements Step.Visitor<Shape> {
        private final Shape input;

        private Along(Shape input) {
            this.input = input;
        }

        @Override
        public Shape visit(Step.Child child) {
            return through(child.layer(), input);
        }

        @Override
        public Shape visit(Step.Activate step) {
            return input;
        }

        @Override
        public Shape visit(Step.Sum sum) {
            through(sum.shortcut(), input);
            return through(sum.branch(), input);
        }

        @Override
        public Shape visit(Step.Product product) {
            through(product.branch(), input);
            return input;
        }

        @Override
        public Shape visit(Step.Join join) {
            Shape first = through(join.first(), input);
            Shape second = through(join.second(), input);
            return new Shape(first.get(0), first.get(1) + second.get(1), first.get(2), first.get(3));
        }
    }
}
