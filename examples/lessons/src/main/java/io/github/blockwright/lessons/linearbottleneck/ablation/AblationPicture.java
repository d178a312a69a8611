package io.github.blockwright.lessons.linearbottleneck.ablation;

import io.github.blockwright.lessons.linearbottleneck.WholeFile;
import io.github.blockwright.runtime.report.EpochResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The validation accuracy of every training, one column of points for each network. */
final class AblationPicture {
    private AblationPicture() {}

    /** Draws a PNG of 800×500 pixels. */
    static void write(Path png, Map<Arm, List<EpochResult>> results) throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(800)
                .height(500)
                .title("Accuracy after the last epoch, one point for each seed")
                .yAxisTitle("accuracy")
                .build();
        chart.getStyler().setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
        chart.getStyler().setXAxisTicksVisible(false);
        chart.getStyler().setXAxisMin(0.0);
        chart.getStyler().setXAxisMax(Arm.ALL.size() + 1.0);
        chart.getStyler().setYAxisDecimalPattern("0.000");
        results.forEach((arm, epochs) -> chart.addSeries(
                        arm.label(),
                        Collections.nCopies(epochs.size(), Arm.ALL.indexOf(arm) + 1),
                        epochs.stream().map(EpochResult::validationAccuracy).toList())
                .setMarker(SeriesMarkers.CIRCLE));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BitmapEncoder.saveBitmap(chart, out, BitmapFormat.PNG);
        WholeFile.write(png, out.toByteArray());
    }
}
