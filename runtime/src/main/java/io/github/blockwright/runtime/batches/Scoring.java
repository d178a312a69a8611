package io.github.blockwright.runtime.batches;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.blockwright.runtime.blocks.Inference;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.data.ImageSource;
import io.github.blockwright.runtime.records.Scores;
import io.github.blockwright.runtime.records.Scores.Picture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Keeps what a network says of each picture of a data set, for a report. */
public final class Scoring {
    private Scoring() {}

    /**
     * Runs every image once, as it is.
     *
     * @param block initialised; gives logits
     * @param manager its device is where the network runs
     */
    public static Scores of(NetworkBlock<?, ?> block, NDManager manager, ImageSource data) {
        int classes = data.classes().size();
        int kept = Scores.kept(classes, data.size());
        List<Picture> pictures = new ArrayList<>();
        try (BatchStream stream =
                Batches.forInference(data, block.summary().input()).open(0)) {
            while (stream.hasNext()) {
                try (NDManager scope = manager.newSubManager()) {
                    Batch batch = stream.next(scope);
                    if (batch.size() == 0) {
                        continue;
                    }
                    NDArray logits = Inference.forward(block, batch.images());
                    float[] all = logits.toFloatArray();
                    for (int i = 0; i < batch.size(); i++) {
                        float[] own = Arrays.copyOfRange(all, i * classes, (i + 1) * classes);
                        int image = batch.examples()[i];
                        float[] scores = data.multiLabel() ? own : Scores.logProbabilities(own);
                        pictures.add(Picture.of(image, data.labels(image), scores, kept));
                    }
                }
            }
        }
        return new Scores(data.multiLabel(), data.classes(), pictures);
    }
}
