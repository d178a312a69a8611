package io.github.blockwright.runtime.blocks;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import io.github.blockwright.runtime.layers.Layer;
import java.util.HashMap;
import java.util.Map;

/**
 * Parameters for inference: the same memory as the block's, but without gradients. The engine's gradient mode is per
 * thread and on by default, so a forward pass on the parameters themselves would keep every activation of every layer.
 */
public final class Inference extends ParameterStore {
    private final NDManager scope;
    private final Map<String, NDArray> detached = new HashMap<>();

    /**
     * Prepares inference.
     *
     * @param scope owns the detached arrays
     */
    public Inference(NDManager scope) {
        super(scope, false);
        this.scope = scope;
    }

    /**
     * The output of a block, or of a part of one, in inference.
     *
     * @param block initialised
     * @param images (N, C, H, W), or whatever the part takes
     * @return belongs to the images' manager
     */
    public static NDArray forward(Layer block, NDArray images) {
        try (NDManager scope = images.getManager().newSubManager()) {
            return block.forward(new Inference(scope), images, false);
        }
    }

    /** {@inheritDoc} */
    @Override
    public NDArray getValue(Parameter parameter, Device device, boolean training) {
        if (parameter == null) {
            return null;
        }
        return detached.computeIfAbsent(parameter.getId(), id -> {
            NDArray array = parameter.getArray().stopGradient();
            array.attach(scope);
            if (array.getDevice().equals(device)) {
                return array;
            }
            NDArray there = array.toDevice(device, false);
            there.attach(scope);
            return there;
        });
    }
}
