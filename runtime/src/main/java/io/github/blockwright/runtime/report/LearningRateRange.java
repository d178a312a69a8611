package io.github.blockwright.runtime.report;

import io.github.blockwright.runtime.files.EncodedPicture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * What the loss does while the learning rate rises from step to step (Smith, arXiv:1506.01186, section 3.3).
 *
 * @param rates the learning rate of every step, rising
 * @param losses the loss of every step, before its update
 */
public record LearningRateRange(List<Double> rates, List<Double> losses) {
    private static final double SMOOTHING = 0.9;
    private static final double BELOW_LOWEST = 10;

    /**
     * Takes copies of the lists.
     *
     * @param rates as the record says
     * @param losses as the record says
     * @throws IllegalArgumentException if there is not a loss for each rate, or no step
     */
    public LearningRateRange {
        rates = List.copyOf(rates);
        losses = List.copyOf(losses);
        if (rates.isEmpty() || rates.size() != losses.size()) {
            throw new IllegalArgumentException(
                    "There must be a loss for each learning rate, not " + losses.size() + " for " + rates.size());
        }
    }

    /** {@return the losses as an exponential moving average, without its bias towards the first} */
    public List<Double> smoothed() {
        List<Double> smoothed = new ArrayList<>();
        double average = 0;
        double weight = 0;
        for (double loss : losses) {
            average = SMOOTHING * average + (1 - SMOOTHING) * loss;
            weight = SMOOTHING * weight + 1 - SMOOTHING;
            smoothed.add(average / weight);
        }
        return smoothed;
    }

    /** {@return the learning rate at which the smoothed loss was lowest, where the training is about to diverge} */
    public double lowest() {
        List<Double> smoothed = smoothed();
        return rates.get(IntStream.range(0, rates.size())
                .reduce((a, b) -> smoothed.get(b) < smoothed.get(a) ? b : a)
                .orElseThrow());
    }

    /** {@return the highest learning rate to train with: a tenth of {@link #lowest}} */
    public double suggestion() {
        return lowest() / BELOW_LOWEST;
    }

    /**
     * Draws a PNG of 800×500 pixels: the loss over the learning rate, and the suggestion.
     *
     * @param png the file to write
     * @param title above the curve
     * @throws IOException if the file cannot be written
     */
    public void write(Path png, String title) throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(800)
                .height(500)
                .title(title)
                .xAxisTitle("learning rate")
                .yAxisTitle("loss")
                .build();
        chart.getStyler().setLegendPosition(LegendPosition.InsideSW);
        chart.getStyler().setXAxisLogarithmic(true);
        // What is past twice the first loss would press the rest flat.
        chart.getStyler().setYAxisMin(0.0);
        chart.getStyler().setYAxisMax(2 * losses.get(0));
        List<Double> smoothed = smoothed();
        chart.addSeries("loss", rates, losses).setMarker(SeriesMarkers.NONE);
        chart.addSeries("smoothed", rates, smoothed).setMarker(SeriesMarkers.NONE);
        double suggested = suggestion();
        chart.addSeries(
                        String.format(Locale.ROOT, "suggested: %.2g", suggested),
                        List.of(suggested, suggested),
                        List.of(0.0, 2 * losses.get(0)))
                .setMarker(SeriesMarkers.NONE);
        EncodedPicture.write(png, BitmapEncoder.getBufferedImage(chart));
    }

    /** The suggestion and what it comes from, in a line. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "suggested learning rate %.2g, a tenth of %.2g, at which the loss was lowest of %d steps from %.2g to %.2g",
                suggestion(),
                lowest(),
                rates.size(),
                rates.get(0),
                rates.get(rates.size() - 1));
    }
}
