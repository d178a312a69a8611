package io.github.blockwright.benchmarks;

import ai.djl.ndarray.NDManager;
import io.github.blockwright.networks.CifarMobileNetV2Block;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.data.Shapes;
import io.github.blockwright.runtime.engine.EngineMemory;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.recipe.Schedule;
import io.github.blockwright.runtime.report.ProgressListener;
import io.github.blockwright.runtime.train.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Does a long training grow the process? Trains the lecture's table for 10,000 steps of 32 images, with an evaluation
 * and a checkpoint after every epoch, and writes the resident memory of the process (Linux: VmRSS) as CSV and PNG. Ends
 * with 1 if it is more than 3 % above that after the first thousand at the end, or was ever more than 4 % above. Usage: {@code MemoryCurve DIRECTORY [STEPS]}.
 */
public final class MemoryCurve implements ProgressListener {
    private static final int BATCH = 32;
    private static final int EVERY = 50;
    private static final int SETTLED = 1_000;
    private static final double MOST_GROWTH = 0.03;
    private static final double MOST_EVER = 0.04;

    private final List<Integer> steps = new ArrayList<>();
    private final List<Double> megabytes = new ArrayList<>();
    private int step;

    private MemoryCurve() {}

    /** Runs the measurement. */
    public static void main(String[] arguments) throws Exception {
        // As the command line does.
        EngineMemory.call(() -> {
            measure(arguments);
            return null;
        });
    }

    private static void measure(String... arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        int steps = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10_000;
        MemoryCurve curve = new MemoryCurve();
        ImageDataset train = Shapes.generate(10_000, 1);
        int epochs = (int) Math.ceil(steps / Math.floor((double) train.size() / BATCH));
        Recipe recipe = Recipe.builder()
                .epochs(epochs)
                .batchSize(BATCH)
                .schedule(new Schedule.WarmUpCosine(0.05, 0.15))
                .build();
        try (NDManager manager = NDManager.newBaseManager()) {
            Training.of(new CifarMobileNetV2Block(), recipe)
                    .directory(directory.resolve("training"))
                    .listener(curve)
                    .run(manager, train, Shapes.generate(2_000, 2));
        }
        curve.write(directory);
    }

    @Override
    public void stepDone(int stepOfEpoch, double loss, double accuracy) {
        step++;
        if (step % EVERY == 0) {
            steps.add(step);
            megabytes.add(ResidentMemory.now().all());
        }
    }

    private void write(Path directory) throws IOException {
        List<String> lines = new ArrayList<>(List.of("step,resident_mb"));
        for (int i = 0; i < steps.size(); i++) {
            lines.add(String.format(Locale.ROOT, "%d,%.1f", steps.get(i), megabytes.get(i)));
        }
        Files.write(directory.resolve("memory.csv"), lines);
        XYChart chart = new XYChartBuilder()
                .width(800)
                .height(400)
                .title("Resident memory of a training")
                .xAxisTitle("step")
                .yAxisTitle("MB")
                .build();
        chart.getStyler().setYAxisMin(0.0).setLegendVisible(false);
        chart.addSeries("resident", steps, megabytes).setMarker(SeriesMarkers.NONE);
        BitmapEncoder.saveBitmap(chart, directory.resolve("memory.png").toString(), BitmapFormat.PNG);
        double settled = megabytes.get(steps.indexOf(SETTLED));
        double most = megabytes.subList(steps.indexOf(SETTLED), steps.size()).stream()
                .max(Double::compare)
                .orElseThrow();
        double last = megabytes.get(megabytes.size() - 1);
        System.out.printf(
                Locale.ROOT,
                "resident memory: %.0f MB after step %d, at most %.0f MB after it, %.0f MB after step %d: %+.1f %%%n",
                settled,
                SETTLED,
                most,
                last,
                steps.get(steps.size() - 1),
                100 * (last / settled - 1));
        if (last > settled * (1 + MOST_GROWTH) || most > settled * (1 + MOST_EVER)) {
            throw new IllegalStateException("It grew by more than 3 %, or was ever more than 4 % above");
        }
    }
}
