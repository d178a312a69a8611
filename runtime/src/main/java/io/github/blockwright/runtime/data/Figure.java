package io.github.blockwright.runtime.data;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/**
 * A figure around the origin that reaches about 1 from it.
 *
 * @param name what it is called
 * @param outline only read, by any number of threads
 */
record Figure(String name, Shape outline) {
    /** The ten figures that can be told apart, in the order of the labels. */
    public static List<Figure> classes() {
        return List.of(
                new Figure("disc", circle(1)),
                new Figure("ring", with(circle(1), circle(0.58))),
                new Figure("square", square(0.8)),
                new Figure("frame", with(square(0.85), square(0.5))),
                new Figure("triangle", polygon(star(3, 1))),
                new Figure("star", polygon(star(5, 0.42))),
                new Figure(
                        "cross",
                        polygon(
                                -0.3, -1, 0.3, -1, 0.3, -0.3, 1, -0.3, 1, 0.3, 0.3, 0.3, 0.3, 1, -0.3, 1, -0.3, 0.3, -1,
                                0.3, -1, -0.3, -0.3, -0.3)),
                new Figure("half-disc", polygon(halfCircle())),
                new Figure("hourglass", polygon(-0.75, -0.9, 0.75, -0.9, 0.12, 0, 0.75, 0.9, -0.75, 0.9, -0.12, 0)),
                new Figure("arrow", polygon(0, -1, 0.8, -0.1, 0.28, -0.1, 0.28, 1, -0.28, 1, -0.28, -0.1, -0.8, -0.1)));
    }

    /** Small things that belong to no class. */
    public static List<Figure> marks() {
        return List.of(
                new Figure("dot", circle(0.4)), new Figure("dash", new Rectangle2D.Double(-1.6, -0.2, 3.2, 0.4)));
    }

    private static Shape circle(double radius) {
        return new Ellipse2D.Double(-radius, -radius, 2 * radius, 2 * radius);
    }

    private static Shape square(double half) {
        return new Rectangle2D.Double(-half, -half, 2 * half, 2 * half);
    }

    private static Shape with(Shape outside, Shape hole) {
        Path2D path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
        path.append(outside, false);
        path.append(hole, false);
        return path;
    }

    private static Shape polygon(double... xy) {
        Path2D path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
        path.moveTo(xy[0], xy[1]);
        for (int i = 2; i < xy.length; i += 2) {
            path.lineTo(xy[i], xy[i + 1]);
        }
        path.closePath();
        return path;
    }

    /** Points on the unit circle, with others between them at a smaller radius unless that is 1. */
    private static double[] star(int points, double inner) {
        int corners = inner == 1 ? points : 2 * points;
        double[] xy = new double[2 * corners];
        for (int i = 0; i < corners; i++) {
            double radius = i % 2 == 1 ? inner : 1;
            xy[2 * i] = radius * StrictMath.sin(2 * Math.PI * i / corners);
            xy[2 * i + 1] = -radius * StrictMath.cos(2 * Math.PI * i / corners);
        }
        return xy;
    }

    private static double[] halfCircle() {
        int steps = 24;
        double[] xy = new double[2 * (steps + 1)];
        for (int i = 0; i <= steps; i++) {
            xy[2 * i] = -StrictMath.cos(Math.PI * i / steps);
            xy[2 * i + 1] = 0.45 - StrictMath.sin(Math.PI * i / steps);
        }
        return xy;
    }
}
