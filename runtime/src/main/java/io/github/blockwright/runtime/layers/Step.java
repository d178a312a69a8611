package io.github.blockwright.runtime.layers;

import io.github.blockwright.dsl.Activation;
import java.util.List;

/** A step of what a {@link Composite} computes, as data that a forward pass, a shape and an export follow. */
public sealed interface Step {
    /**
     * Something for every kind of step; it does not compile without one of them.
     *
     * @param <R> what comes back
     */
    interface Visitor<R> {
        /**
         * Visits a child.
         *
         * @param step of this kind
         * @return what the visitor makes of it
         */
        R visit(Child step);

        /**
         * Visits an activation.
         *
         * @param step of this kind
         * @return what the visitor makes of it
         */
        R visit(Activate step);

        /**
         * Visits a sum.
         *
         * @param step of this kind
         * @return what the visitor makes of it
         */
        R visit(Sum step);

        /**
         * Visits a product.
         *
         * @param step of this kind
         * @return what the visitor makes of it
         */
        R visit(Product step);

        /**
         * Visits a join.
         *
         * @param step of this kind
         * @return what the visitor makes of it
         */
        R visit(Join step);
    }

    /**
     * Calls the visitor's method for this kind of step.
     *
     * @param <R> what comes back
     * @param visitor has a method for each kind
     * @return what the visitor makes of it
     */
    <R> R accept(Visitor<R> visitor);

    /**
     * Runs a child.
     *
     * @param name under which its parameters are saved
     * @param layer the child
     */
    record Child(String name, Layer layer) implements Step {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * Applies an activation.
     *
     * @param activation to every value
     */
    record Activate(Activation activation) implements Step {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * Adds a shortcut to a branch that starts at the same array (N, C, H, W).
     *
     * @param branch in turn
     * @param shortcut in turn; empty if it is the array itself
     * @param dropPath the probability, for an image in training, that the branch is left out
     */
    record Sum(List<Step> branch, List<Step> shortcut, float dropPath) implements Step {
        /**
         * Takes copies of the lists.
         *
         * @param branch as the record says
         * @param shortcut as the record says
         * @param dropPath as the record says
         */
        public Sum {
            branch = List.copyOf(branch);
            shortcut = List.copyOf(shortcut);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * Joins what two branches make of the same array (N, C, H, W), channels behind channels.
     *
     * @param first in turn; empty if it is the array itself
     * @param second in turn; empty if it is the array itself
     */
    record Join(List<Step> first, List<Step> second) implements Step {
        /**
         * Takes copies of the lists.
         *
         * @param first as the record says
         * @param second as the record says
         */
        public Join {
            first = List.copyOf(first);
            second = List.copyOf(second);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * Multiplies an array (N, C, H, W) by the factors that a branch computes from it.
     *
     * @param branch in turn; its output is (N, C, 1, 1)
     */
    record Product(List<Step> branch) implements Step {
        /**
         * Takes copies of the lists.
         *
         * @param branch as the record says
         */
        public Product {
            branch = List.copyOf(branch);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }
}
