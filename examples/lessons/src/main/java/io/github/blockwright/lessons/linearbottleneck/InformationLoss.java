package io.github.blockwright.lessons.linearbottleneck;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a curve loses on its way through a {@link ReluEmbedding}, all as shares of 1.
 *
 * @param lost the share of its points that fewer than two channels let through. Where two or more do, their two
 *     equations give the point back exactly; where one does, a whole line of the plane has the same output, and where
 *     none does, a whole wedge. So this is what no layer behind the ReLU can bring back
 * @param merged the share of its points that, behind the ReLU, are no longer nearer to one of their two neighbours along
 *     the curve than to all its other points
 * @param error what the way back by the pseudo-inverse is off, {@code |s · back - points| / |points|}, at the scale s
 *     that fits best: ReLU halves what it lets through
 */
record InformationLoss(double lost, double merged, double error) {
    /**
     * Measures a curve.
     *
     * @param points (N, 2), in order; its manager owns what is computed on the way
     */
    static InformationLoss of(ReluEmbedding embedding, NDArray points) {
        NDArray channels = embedding.embed(points);
        return new InformationLoss(lost(channels), merged(channels), error(points, embedding.project(channels)));
    }

    /** The mean of several. */
    static InformationLoss mean(List<InformationLoss> losses) {
        return new InformationLoss(
                mean(losses, InformationLoss::lost),
                mean(losses, InformationLoss::merged),
                mean(losses, InformationLoss::error));
    }

    private static double mean(List<InformationLoss> losses, ToDoubleFunction<InformationLoss> part) {
        return losses.stream().mapToDouble(part).average().orElseThrow();
    }

    /** The share of points that at most one channel lets through. */
    static double lost(NDArray channels) {
        NDArray active = channels.gt(0).toType(DataType.INT64, false).sum(new int[] {1});
        return active.lt(2).toType(DataType.FLOAT64, false).mean().getDouble();
    }

    private static double merged(NDArray channels) {
        int count = (int) channels.getShape().get(0);
        double[] values = channels.toDoubleArray();
        int merged = 0;
        for (int i = 0; i < count; i++) {
            double neighbour = Double.POSITIVE_INFINITY;
            double other = Double.POSITIVE_INFINITY;
            for (int j = 0; j < count; j++) {
                int apart = Math.abs(i - j);
                if (apart == 1) {
                    neighbour = Math.min(neighbour, squaredDistance(values, count, i, j));
                } else if (apart > 1) {
                    other = Math.min(other, squaredDistance(values, count, i, j));
                }
            }
            if (neighbour >= other) {
                merged++;
            }
        }
        return (double) merged / count;
    }

    /** Between two rows of an array of (count, n) values. */
    private static double squaredDistance(double[] values, int count, int i, int j) {
        int n = values.length / count;
        double sum = 0;
        for (int k = 0; k < n; k++) {
            double difference = values[i * n + k] - values[j * n + k];
            sum += difference * difference;
        }
        return sum;
    }

    private static double error(NDArray points, NDArray back) {
        double product = points.mul(back).sum().getDouble();
        double squares = points.square().sum().getDouble() * back.square().sum().getDouble();
        return squares == 0 ? 1 : Math.sqrt(Math.max(0, 1 - product * product / squares));
    }
}
