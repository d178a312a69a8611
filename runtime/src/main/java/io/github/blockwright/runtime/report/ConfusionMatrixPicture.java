package io.github.blockwright.runtime.report;

import io.github.blockwright.runtime.files.EncodedPicture;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;

/** A confusion matrix as a heat map. */
public final class ConfusionMatrixPicture {
    private ConfusionMatrixPicture() {}

    /**
     * Draws a PNG of 800×700 pixels: actual classes from top to bottom, predicted ones from left to right.
     *
     * @param png the file to write
     * @param title above the picture
     * @param matrix of an evaluation
     * @throws IOException if the file cannot be read or written
     */
    public static void write(Path png, String title, ConfusionMatrix matrix) throws IOException {
        HeatMapChart chart = new HeatMapChartBuilder()
                .width(800)
                .height(700)
                .title(title)
                .xAxisTitle("predicted")
                .yAxisTitle("actual")
                .build();
        chart.getStyler().setRangeColors(new Color[] {Color.WHITE, new Color(33, 102, 172)});
        chart.getStyler().setShowValue(true);
        chart.getStyler().setXAxisLabelRotation(45);
        List<String> classes = matrix.classes();
        int n = classes.size();
        // The chart counts its rows from the bottom.
        List<String> upwards = new ArrayList<>(classes);
        Collections.reverse(upwards);
        Number[][] cells = new Number[n * n][];
        for (int actual = 0; actual < n; actual++) {
            for (int predicted = 0; predicted < n; predicted++) {
                cells[actual * n + predicted] =
                        new Number[] {predicted, n - 1 - actual, matrix.count(actual, predicted)};
            }
        }
        chart.addSeries("images", classes, upwards, List.of(cells));
        EncodedPicture.write(png, BitmapEncoder.getBufferedImage(chart));
    }
}
