package io.github.blockwright.runtime.report;

import io.github.blockwright.runtime.files.EncodedPicture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The accuracy of every epoch, training and validation, as a picture. */
public final class LearningCurve {
    private LearningCurve() {}

    /**
     * Draws a PNG of 800×500 pixels.
     *
     * @param png the file to write
     * @param title above the curves
     * @param epochs at least one
     * @throws IOException if the file cannot be read or written
     */
    public static void write(Path png, String title, List<EpochResult> epochs) throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(800)
                .height(500)
                .title(title)
                .xAxisTitle("epoch")
                .yAxisTitle("accuracy")
                .build();
        chart.getStyler().setLegendPosition(LegendPosition.InsideSE);
        chart.getStyler().setYAxisMax(1.0);
        add(chart, "training", epochs, EpochResult::accuracy);
        if (epochs.stream().noneMatch(epoch -> Double.isNaN(epoch.validationAccuracy()))) {
            add(chart, "validation", epochs, EpochResult::validationAccuracy);
        }
        EncodedPicture.write(png, BitmapEncoder.getBufferedImage(chart));
    }

    private static void add(
            XYChart chart, String name, List<EpochResult> epochs, ToDoubleFunction<EpochResult> accuracy) {
        double[] x = epochs.stream().mapToDouble(EpochResult::epoch).toArray();
        double[] y = epochs.stream().mapToDouble(accuracy).toArray();
        chart.addSeries(name, x, y).setMarker(SeriesMarkers.CIRCLE);
    }
}
