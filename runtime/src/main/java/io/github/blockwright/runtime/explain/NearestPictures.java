package io.github.blockwright.runtime.explain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.blockwright.runtime.batches.Batch;
import io.github.blockwright.runtime.batches.BatchStream;
import io.github.blockwright.runtime.batches.Batches;
import io.github.blockwright.runtime.blocks.Inference;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.data.ImageSource;
import io.github.blockwright.runtime.files.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Finds the pictures of a data set whose features are the nearest to some others', by the cosine, in one pass over it. Memory
 * is for a batch and for those that are found, whatever the size of the data set.
 */
final class NearestPictures {
    private static final Comparator<Found> FARTHEST_FIRST =
            Comparator.comparingDouble(Found::similarity).thenComparing(Found::index, Comparator.reverseOrder());

    private final NetworkRows rows;
    private final int pooled;
    private final InputSpec input;
    private final NDManager manager;

    NearestPictures(NetworkRows rows, InputSpec input, NDManager manager) {
        this.rows = rows;
        this.pooled = rows.pooled();
        this.input = input;
        this.manager = manager;
    }

    private record Found(int index, double similarity) {}

    /**
     * Looks for them.
     *
     * @param images batches of (N, C, H, W), one after the other the pictures whose neighbours are wanted
     * @param count how many for each
     * @return for each the nearest, the most similar first; of equally similar ones the first in the data set
     */
    List<List<Neighbour>> of(List<NDArray> images, ImageSource data, int count) throws IOException {
        List<PriorityQueue<Found>> best = new ArrayList<>();
        try (NDManager scope = manager.newSubManager()) {
            NDArray[] each =
                    images.stream().map(batch -> features(batch, scope)).toArray(NDArray[]::new);
            NDArray wanted = each[0];
            for (int i = 1; i < each.length; i++) {
                wanted = wanted.concat(each[i]);
            }
            long queries = wanted.getShape().get(0);
            for (int i = 0; i < queries; i++) {
                best.add(new PriorityQueue<>(FARTHEST_FIRST));
            }
            NDArray columns = wanted.transpose();
            try (BatchStream stream = Batches.forInference(data, input).open(0);
                    Progress progress = Progress.ofPieces("looking for neighbours", data.size())) {
                while (stream.hasNext()) {
                    try (NDManager batchScope = scope.newSubManager()) {
                        Batch batch = stream.next(batchScope);
                        if (batch.size() > 0) {
                            NDArray cosines =
                                    features(batch.images(), batchScope).matMul(columns);
                            keep(best, cosines.toFloatArray(), batch.examples(), count);
                        }
                        progress.step(batch.size());
                    }
                }
            }
        }
        List<List<Neighbour>> neighbours = new ArrayList<>();
        for (PriorityQueue<Found> found : best) {
            neighbours.add(read(found, data));
        }
        return neighbours;
    }

    /** (N, features), each of length 1. */
    private NDArray features(NDArray images, NDManager scope) {
        NDArray input = images.stopGradient();
        input.attach(scope);
        NDArray features = rows.run(new Inference(scope), input, 0, pooled + 1);
        NDArray lengths = features.square().sum(new int[] {1}, true).sqrt().maximum(1e-12f);
        return features.div(lengths);
    }

    private static void keep(List<PriorityQueue<Found>> best, float[] cosines, int[] examples, int count) {
        int queries = best.size();
        for (int i = 0; i < examples.length; i++) {
            for (int q = 0; q < queries; q++) {
                PriorityQueue<Found> found = best.get(q);
                found.add(new Found(examples[i], Math.min(1, cosines[i * queries + q])));
                if (found.size() > count) {
                    found.remove();
                }
            }
        }
    }

    private static List<Neighbour> read(PriorityQueue<Found> found, ImageSource data) throws IOException {
        List<Neighbour> neighbours = new ArrayList<>();
        for (Found one : found.stream().sorted(FARTHEST_FIRST.reversed()).toList()) {
            List<String> classes = Arrays.stream(data.labels(one.index()))
                    .mapToObj(data.classes()::get)
                    .toList();
            neighbours.add(new Neighbour(one.index(), classes, one.similarity(), data.read(one.index())));
        }
        return neighbours;
    }
}
