package io.github.blockwright.runtime.export;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import io.github.blockwright.runtime.batches.Batch;
import io.github.blockwright.runtime.batches.BatchStream;
import io.github.blockwright.runtime.batches.Batches;
import io.github.blockwright.runtime.blocks.Inference;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.data.ImageSource;
import io.github.blockwright.runtime.files.Progress;
import io.github.blockwright.runtime.layers.Layer;
import java.util.HashMap;
import java.util.Map;

/**
 * The values that a model's arrays take on calibration images. Each batch goes through the block layer by layer while the
 * layers are exported, which is how an array's values find its name.
 */
final class Calibration implements OnnxGraph.Observer {
    // Every array of a batch is kept until the next one: 200 MB of MobileNetV2's for 8 images of 224 × 224.
    private static final int BATCH = 8;

    private final NetworkBlock<?, ?> block;
    private final LayerNodes layers;
    private final Map<String, Range> ranges = new HashMap<>();
    private final Map<String, NDArray> values = new HashMap<>();

    private Calibration(NetworkBlock<?, ?> block, LayerNodes layers) {
        this.block = block;
        this.layers = layers;
    }

    /**
     * Runs images through a block.
     *
     * @param input what the model calls the first row's input
     * @return the range of every array that is a layer's output, and of the input, by its name
     */
    static Map<String, Range> of(
            NetworkBlock<?, ?> block, LayerNodes layers, ImageSource images, OnnxValue input, NDManager manager) {
        Calibration calibration = new Calibration(block, layers);
        Batches batches = Batches.of(images, block.summary().input(), BATCH);
        try (BatchStream stream = batches.open(0);
                Progress progress = Progress.ofPieces("Calibrating", images.size())) {
            while (stream.hasNext()) {
                try (NDManager scope = manager.newSubManager();
                        Batch batch = stream.next(scope)) {
                    if (batch.size() > 0) {
                        calibration.run(batch.images(), input);
                    }
                    progress.step(batch.size());
                }
            }
        }
        return calibration.ranges;
    }

    private void run(NDArray images, OnnxValue input) {
        values.clear();
        values.put(input.name(), images);
        new OnnxModel(block.summary(), layers, this).rows(block, input);
        values.forEach((name, array) -> {
            try (NDArray least = array.min();
                    NDArray largest = array.max()) {
                ranges.merge(name, range(name, least.getFloat(), largest.getFloat()), Range::and);
            }
        });
    }

    private static Range range(String name, float least, float largest) {
        if (!Float.isFinite(least) || !Float.isFinite(largest)) {
            throw new IllegalStateException("On the calibration images, " + name + " has values from " + least + " to "
                    + largest + ", which has no steps: check the network's weights");
        }
        return new Range(least, largest);
    }

    @Override
    public void exported(Block layer, String x, String output, String name) {
        NDArray known = values.remove(output);
        if (known != null) {
            values.put(name, known);
        } else if (values.containsKey(x) && layer instanceof Layer computing) {
            values.put(name, Inference.forward(computing, values.get(x)));
        }
    }
}
