package io.github.blockwright.runtime.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.ParameterStore;

/**
 * Batch normalisation over (N, H, W) of a map (N, C, H, W). In training it uses the batch's mean and variance and moves
 * the running ones; frozen or in inference it uses the running ones and leaves them alone.
 */
public final class BatchNormalization extends Layer {
    // Channels are axis 1, which is where the engine looks; given any axis, DJL wraps the call in transpositions, whose
    // result is a view and makes a later addition in place dear.
    private static final int ENGINE_AXIS = -1;

    private Conventions conventions;
    private final Parameter gamma;
    private final Parameter beta;
    private final Parameter runningMean;
    private final Parameter runningVar;

    /**
     * A layer without weights yet.
     *
     * @param channels C of the map
     * @param conventions of the whole network
     */
    public BatchNormalization(Conventions conventions, int channels) {
        this.conventions = conventions;
        this.gamma = add("gamma", Parameter.Type.GAMMA, channels);
        this.beta = add("beta", Parameter.Type.BETA, channels);
        this.runningMean = add("runningMean", Parameter.Type.RUNNING_MEAN, channels);
        this.runningVar = add("runningVar", Parameter.Type.RUNNING_VAR, channels);
    }

    /** {@return the network's conventions} */
    public Conventions conventions() {
        return conventions;
    }

    @Override
    protected void follow(Conventions others) {
        conventions = others;
    }

    /** @throws IllegalArgumentException in training, if there is a single value per channel and so no variance */
    @Override
    public NDArray forward(ParameterStore store, NDArray x, boolean training) {
        boolean useBatch = training && !isFrozen();
        if (useBatch && x.size() == x.getShape().get(1)) {
            throw new IllegalArgumentException("Batch normalisation has one value per channel to learn from, input "
                    + x.getShape() + ": train with batches of at least two images, or larger maps");
        }
        return BatchNorm.batchNorm(
                        x,
                        value(store, runningMean, x, training),
                        value(store, runningVar, x, training),
                        value(store, gamma, x, training),
                        value(store, beta, x, training),
                        ENGINE_AXIS,
                        // DJL counts the momentum the other way round.
                        1 - conventions.batchNormMomentum(),
                        conventions.batchNormEpsilon(),
                        useBatch)
                .singletonOrThrow();
    }

    @Override
    public Shape outputShape(Shape input) {
        return input;
    }

    @Override
    boolean isOutputSpare() {
        return true;
    }

    private Parameter add(String name, Parameter.Type type, int channels) {
        boolean learned = type == Parameter.Type.GAMMA || type == Parameter.Type.BETA;
        return addParameter(Parameter.builder()
                .setName(name)
                .setType(type)
                .optShape(new Shape(channels))
                .optRequiresGrad(learned)
                .build());
    }
}
