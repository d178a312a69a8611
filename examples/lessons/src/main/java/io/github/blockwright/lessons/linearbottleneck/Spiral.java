package io.github.blockwright.lessons.linearbottleneck;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** The manifold of interest: a curve in the plane. */
final class Spiral {
    private static final double TURNS = 2.5;
    /** Nearer to the middle, every direction is close to every other. */
    private static final double INNER_RADIUS = 0.1;

    private Spiral() {}

    /**
     * Points on an Archimedean spiral around the origin, about equally far from each other along the curve; its outer
     * radius is 1.
     *
     * @return (count, 2), float64
     */
    static NDArray points(NDManager manager, int count) {
        double[] coordinates = new double[2 * count];
        for (int i = 0; i < count; i++) {
            // The length of the curve grows with the square of the radius.
            double share = (double) i / (count - 1);
            double radius = Math.sqrt(INNER_RADIUS * INNER_RADIUS + share * (1 - INNER_RADIUS * INNER_RADIUS));
            double angle = 2 * Math.PI * TURNS * radius;
            coordinates[2 * i] = radius * Math.cos(angle);
            coordinates[2 * i + 1] = radius * Math.sin(angle);
        }
        return manager.create(coordinates, new Shape(count, 2));
    }
}
