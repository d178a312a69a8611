package io.github.blockwright.runtime.layers;

import io.github.blockwright.dsl.Activation;
import java.util.ArrayList;
import java.util.List;

/** Collects the steps of a {@link Composite} in the order in which they run, which is that of its children too. */
public final class Steps {
    private final List<Step.Child> children = new ArrayList<>();
    private List<Step> steps = new ArrayList<>();
    private boolean spareOutput;

    /** No steps yet. */
    public Steps() {}

    /**
     * Runs a child next.
     *
     * @param name under which its parameters are saved
     * @param child runs on what the step before gave
     * @return this
     */
    public Steps then(String name, Layer child) {
        Step.Child step = new Step.Child(name, child);
        children.add(step);
        steps.add(step);
        spareOutput = child.isOutputSpare();
        return this;
    }

    /**
     * Takes these steps next.
     *
     * @param next follow on these
     * @return this
     */
    public Steps then(Steps next) {
        children.addAll(next.children);
        steps.addAll(next.steps);
        spareOutput = next.steps.isEmpty() ? spareOutput : next.spareOutput;
        return this;
    }

    /**
     * Applies an activation next.
     *
     * @param activation of the table language
     * @return this
     */
    public Steps then(Activation activation) {
        if (activation != Activation.LINEAR) {
            steps.add(new Step.Activate(activation));
            spareOutput = false;
        }
        return this;
    }

    /**
     * Makes the steps so far a branch, and adds their input to their output.
     *
     * @param dropPath the probability, for an image in training, that the branch is left out
     * @return these steps with one more
     */
    public Steps plusInput(float dropPath) {
        return plus(new Steps(), dropPath);
    }

    /**
     * Makes the steps so far a branch, and adds to their output what other steps make of their input.
     *
     * @param shortcut steps from the same input; none for the input itself
     * @param dropPath the probability, for an image in training, that the branch is left out
     * @return these steps with one more
     */
    public Steps plus(Steps shortcut, float dropPath) {
        children.addAll(shortcut.children);
        return only(new Step.Sum(steps, shortcut.steps, dropPath));
    }

    /**
     * Makes the steps so far a branch, and joins their output and what other steps make of their input, channels behind
     * channels.
     *
     * @param second steps from the same input; none for the input itself
     * @return these steps with one more
     */
    public Steps beside(Steps second) {
        children.addAll(second.children);
        return only(new Step.Join(steps, second.steps));
    }

    /** {@return steps that multiply their input by the output of these} */
    public Steps timesInput() {
        return only(new Step.Product(steps));
    }

    private Steps only(Step step) {
        steps = new ArrayList<>(List.of(step));
        spareOutput = true;
        return this;
    }

    /** The children in the order in which they were named. */
    List<Step.Child> children() {
        return List.copyOf(children);
    }

    /** Whether the gradient does without the values of the output, so that they may be overwritten. */
    boolean isOutputSpare() {
        return spareOutput;
    }

    /** The steps in order. */
    List<Step> toList() {
        return List.copyOf(steps);
    }
}
