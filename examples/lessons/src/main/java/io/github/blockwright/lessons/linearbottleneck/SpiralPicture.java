package io.github.blockwright.lessons.linearbottleneck;

import ai.djl.ndarray.NDArray;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Curves in the plane side by side, coloured from the inside to the outside. */
final class SpiralPicture {
    private static final int COLUMNS = 3;
    private static final int SIDE = 320;
    private static final int COLOURS = 40;
    /** Red to violet; the whole circle would give both ends one colour. */
    private static final float HUES = 0.8f;

    private SpiralPicture() {}

    /** A curve, one point after the other. */
    record Panel(String title, List<Double> x, List<Double> y) {
        /** @param points (N, 2), float64 */
        static Panel of(String title, NDArray points) {
            return new Panel(title, column(points, 0), column(points, 1));
        }

        private static List<Double> column(NDArray points, int number) {
            return Arrays.stream(points.get(":, " + number).toDoubleArray())
                    .boxed()
                    .toList();
        }
    }

    /** Draws a PNG, three panels to a row, each 320×320 pixels and scaled to its own curve. */
    static void write(Path png, List<Panel> panels) throws IOException {
        List<XYChart> charts = panels.stream().map(SpiralPicture::chart).toList();
        int rows = (charts.size() + COLUMNS - 1) / COLUMNS;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BitmapEncoder.saveBitmap(charts, rows, COLUMNS, out, BitmapFormat.PNG);
        WholeFile.write(png, out.toByteArray());
    }

    private static XYChart chart(Panel panel) {
        XYChart chart = new XYChartBuilder()
                .width(SIDE)
                .height(SIDE)
                .title(panel.title())
                .build();
        double side = 1.05
                * Stream.concat(panel.x().stream(), panel.y().stream())
                        .mapToDouble(Math::abs)
                        .max()
                        .orElseThrow();
        XYStyler styler = chart.getStyler();
        styler.setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        styler.setLegendVisible(false);
        styler.setAxisTicksVisible(false);
        styler.setPlotGridLinesVisible(false);
        styler.setXAxisMin(-side);
        styler.setXAxisMax(side);
        styler.setYAxisMin(-side);
        styler.setYAxisMax(side);
        int count = panel.x().size();
        for (int colour = 0; colour < COLOURS; colour++) {
            int from = count * colour / COLOURS;
            int to = count * (colour + 1) / COLOURS;
            XYSeries series = chart.addSeries(
                    "from point " + from, panel.x().subList(from, to), panel.y().subList(from, to));
            series.setMarker(SeriesMarkers.CIRCLE);
            series.setMarkerColor(Color.getHSBColor(HUES * colour / COLOURS, 0.9f, 0.85f));
        }
        return chart;
    }
}
