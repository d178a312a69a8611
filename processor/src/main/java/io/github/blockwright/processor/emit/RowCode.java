package io.github.blockwright.processor.emit;

import com.palantir.javapoet.NameAllocator;
import io.github.blockwright.processor.spec.Plan;
import io.github.blockwright.processor.spec.Plan.Step;
import io.github.blockwright.processor.spec.RowConstants;
import java.util.ArrayList;
import java.util.List;

/**
 * A row with its names in generated code.
 *
 * @param name of the component, the child block and the accessor
 * @param field the component's name where no constant of the class has it
 * @param local the component's name where no parameter of {@code endpoints} has it
 * @param constant of the enum of rows
 */
record RowCode(Step step, LayerCode layer, String name, String field, String local, String constant) {
    static List<RowCode> of(Plan plan) {
        NameAllocator fields = reserving("SUMMARY", "CONVENTIONS");
        NameAllocator locals = reserving("store", "images", "training");
        List<RowCode> rows = new ArrayList<>();
        for (Step step : plan.steps()) {
            String name = step.row().name();
            rows.add(new RowCode(
                    step, LayerCode.of(step), name, fields.newName(name), locals.newName(name), RowConstants.of(name)));
        }
        return rows;
    }

    /** What the row does and to which shapes. */
    String description() {
        return OperatorLabel.of(step.row().operator()) + ", from " + step.input() + " to " + step.output();
    }

    private static NameAllocator reserving(String... names) {
        NameAllocator allocator = new NameAllocator();
        for (String name : names) {
            allocator.newName(name);
        }
        return allocator;
    }
}
