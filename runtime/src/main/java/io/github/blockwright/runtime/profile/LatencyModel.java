package io.github.blockwright.runtime.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * What a row takes as a sum of what it does: so long for each multiply-add, each byte moved and each operator of a kind, fitted
 * to measured rows by least squares. Long rows weigh less, so that errors count as shares of a row's time; a cost that would
 * come out negative is left out. It knows one machine and one engine, those of the profiles that it is fitted to.
 */
public final class LatencyModel {
    private static final List<String> NAMES = List.of(
            "a million multiply-adds",
            "a megabyte moved",
            "a pointwise convolution",
            "a larger convolution",
            "a depthwise convolution",
            "a matrix product",
            "another operator");
    /** Below this, a row's time is mostly the clock's. */
    private static final double SHORTEST = 0.01;

    private final double[] milliseconds;

    private LatencyModel(double[] milliseconds) {
        this.milliseconds = milliseconds;
    }

    /** Which of a row's times is meant. */
    public enum Engine {
        /** The folded block in DJL. */
        BLOCK,
        /** ONNX Runtime. */
        SERVING;

        /**
         * The measured time.
         *
         * @param row of a profile
         * @return in milliseconds; NaN if it was not measured
         */
        public double milliseconds(RowCost row) {
            return this == BLOCK ? row.blockMilliseconds() : row.servingMilliseconds();
        }
    }

    /**
     * Fits a model to the rows of networks that were measured.
     *
     * @param profiles of one machine
     * @param engine which times
     * @return the model
     * @throws IllegalArgumentException if there are fewer rows with a time than the model has costs; the message says what to
     *     measure
     */
    public static LatencyModel fit(List<NetworkProfile> profiles, Engine engine) {
        List<RowCost> rows = profiles.stream()
                .flatMap(profile -> profile.rows().stream())
                .filter(row -> Double.isFinite(engine.milliseconds(row)))
                .toList();
        if (rows.size() < NAMES.size()) {
            throw new IllegalArgumentException("A model of latency is fitted to at least " + NAMES.size()
                    + " measured rows, not " + rows.size() + ": profile more networks, on this machine");
        }
        List<Integer> kept =
                new ArrayList<>(IntStream.range(0, NAMES.size()).boxed().toList());
        kept.removeIf(column -> rows.stream().allMatch(row -> features(row)[column] == 0));
        while (true) {
            double[] fitted = solve(rows, engine, kept);
            int lowest = IntStream.range(0, fitted.length)
                    .reduce((a, b) -> fitted[a] <= fitted[b] ? a : b)
                    .orElseThrow();
            if (fitted[lowest] >= 0) {
                double[] all = new double[NAMES.size()];
                IntStream.range(0, fitted.length).forEach(i -> all[kept.get(i)] = fitted[i]);
                return new LatencyModel(all);
            }
            kept.remove(lowest);
        }
    }

    private static double[] solve(List<RowCost> rows, Engine engine, List<Integer> columns) {
        DMatrixRMaj a = new DMatrixRMaj(rows.size(), columns.size());
        DMatrixRMaj b = new DMatrixRMaj(rows.size(), 1);
        for (int i = 0; i < rows.size(); i++) {
            double[] features = features(rows.get(i));
            double time = engine.milliseconds(rows.get(i));
            double weight = 1 / Math.sqrt(Math.max(SHORTEST, time));
            for (int j = 0; j < columns.size(); j++) {
                a.set(i, j, weight * features[columns.get(j)]);
            }
            b.set(i, 0, weight * time);
        }
        // Pivoting, since columns may depend on one another where all networks are alike.
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.leastSquaresQrPivot(true, false);
        if (!solver.setA(a)) {
            throw new IllegalArgumentException(
                    "The measured rows are too much alike for a model of latency: profile other networks too");
        }
        DMatrixRMaj x = new DMatrixRMaj(columns.size(), 1);
        solver.solve(b, x);
        return x.getData();
    }

    /**
     * What a network would take.
     *
     * @param rows as {@link Profiler#costs} gives them, or of a profile
     * @return milliseconds for one picture
     */
    public double predict(List<RowCost> rows) {
        return rows.stream().mapToDouble(this::predict).sum();
    }

    /**
     * What a row would take.
     *
     * @param row its cost; its times play no part
     * @return milliseconds for one picture
     */
    public double predict(RowCost row) {
        double[] features = features(row);
        return IntStream.range(0, features.length)
                .mapToDouble(i -> features[i] * milliseconds[i])
                .sum();
    }

    private static double[] features(RowCost row) {
        Operators operators = row.operators();
        return new double[] {
            row.multiplyAdds() / 1e6,
            row.bytesMoved() / 1e6,
            operators.pointwise(),
            operators.spatial(),
            operators.depthwise(),
            operators.dense(),
            operators.other()
        };
    }

    /** What each costs, in microseconds. */
    @Override
    public String toString() {
        return String.join(
                ", ",
                IntStream.range(0, NAMES.size())
                        .mapToObj(
                                i -> String.format(Locale.ROOT, "%.1f µs for %s", 1e3 * milliseconds[i], NAMES.get(i)))
                        .toList());
    }
}
