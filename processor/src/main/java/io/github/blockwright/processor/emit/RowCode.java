package io.github.blockwright.processor.emit;

import com.palantir.javapoet.NameAllocator;
import io.github.blockwright.processor.spec.Operator;
import io.github.blockwright.processor.spec.Plan;
import io.github.blockwright.processor.spec.Plan.Step;
import io.github.blockwright.processor.spec.names.RowConstants;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A row with its names in generated code.
 *
 * @param name of the component, the child block and the accessor
 * @param field the component's name where nothing else in the class has it
 * @param local the component's name where no parameter of {@code endpoints} has it
 * @param constant of the enum of rows
 */
record RowCode(Step step, LayerCode layer, String name, String field, String local, String constant) {
    /** Constants, and the classes whose static methods are called: a field of that name would hide them. */
    private static final List<String> TAKEN_BY_THE_CLASS = List.of(
            "SUMMARY",
            "CONVENTIONS",
            "List",
            // Where a record has the name of a library class, that class is written with its package.
            "ai",
            "io",
            "java",
            Library.ACTIVATION.simpleName(),
            Library.BACKBONE.simpleName(),
            Library.CONV_NORM_ACTIVATION.simpleName(),
            Library.DEPTHWISE_SEPARABLE.simpleName(),
            Library.INVERTED_RESIDUAL.simpleName(),
            Library.PADDING.simpleName(),
            Library.PASS.simpleName(),
            Library.POOLING.simpleName(),
            Library.RESIDUAL.simpleName());

    private static final List<String> TAKEN_BY_ENDPOINTS = List.of("store", "images", "training");

    static List<RowCode> of(Plan plan) {
        NameAllocator fields = reserving(TAKEN_BY_THE_CLASS);
        Set<String> backbones = new LinkedHashSet<>();
        for (Step step : plan.steps()) {
            if (step.row().operator() instanceof Operator.Backbone backbone) {
                backbones.add(backbone.table().block().simpleName());
                backbones.add(backbone.table().name().block().simpleName());
            }
        }
        reserve(backbones, fields);
        NameAllocator locals = reserving(TAKEN_BY_ENDPOINTS);
        List<RowCode> rows = new ArrayList<>();
        for (Step step : plan.steps()) {
            String name = step.row().name();
            int tag = rows.size();
            rows.add(new RowCode(
                    step,
                    LayerCode.of(step),
                    name,
                    fields.newName(name, tag),
                    locals.newName(name, tag),
                    RowConstants.of(name)));
        }
        return rows;
    }

    private static NameAllocator reserving(List<String> names) {
        NameAllocator allocator = new NameAllocator();
        reserve(names, allocator);
        return allocator;
    }

    private static void reserve(Collection<String> names, NameAllocator allocator) {
        for (String name : names) {
            // With a tag: without one, JavaPoet makes a random one, which takes a cold compiler 10 ms.
            allocator.newName(name, "reserved " + name);
        }
    }
}
