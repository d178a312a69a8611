package io.github.blockwright.processor.emit;

import io.github.blockwright.dsl.diagram.Diagram;
import io.github.blockwright.processor.spec.NetworkTable;
import io.github.blockwright.processor.spec.Plan;
import java.util.ArrayList;
import java.util.List;

/** A checked table as a picture. */
public final class TableDiagram {
    /** Where Javadoc looks for what its comments show. */
    public static final String JAVADOC_FOLDER = "doc-files/";

    private TableDiagram() {}

    /** The name of the file, beside the block's class or in {@link #JAVADOC_FOLDER}. */
    public static String file(NetworkTable table) {
        return table.block().simpleName() + ".svg";
    }

    /** The picture, an SVG document. */
    public static String svg(NetworkTable table) {
        List<Diagram.Row> rows = new ArrayList<>();
        for (Plan.Step step : Plan.of(table).steps()) {
            rows.add(new Diagram.Row(
                    step.row().name(),
                    step.row().label(),
                    step.output().sides(),
                    step.cost().parameters(),
                    step.cost().multiplyAdds(),
                    step.footprint().shortcuts()));
        }
        return Diagram.svg(table.title(), table.settings().input().shape().sides(), rows);
    }
}
