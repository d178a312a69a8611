package io.github.blockwright.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.NameAllocator;
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
    /**
     * Constants, and the classes whose static members every block names: a field of that name would hide them. Those that
     * a layer names beside them are its own.
     */
    private static final List<String> TAKEN_BY_THE_CLASS = List.of(
            "SUMMARY",
            LayerCode.CONVENTIONS,
            "List",
            // Where a record has the name of a library class, that class is written with its package.
            "ai",
            "io",
            "java",
            Library.PADDING.simpleName(),
            Library.PASS.simpleName());

    private static final List<String> TAKEN_BY_ENDPOINTS = List.of("store", "images", "training");

    static List<RowCode> of(Plan plan) {
        List<LayerCode> layers = LayerCode.of(plan);
        Set<String> named = new LinkedHashSet<>(TAKEN_BY_THE_CLASS);
        if (plan.endsWithClasses()) {
            named.add(LayerCode.CLASSES);
        }
        for (LayerCode layer : layers) {
            for (ClassName type : layer.named()) {
                named.add(type.simpleName());
            }
        }
        NameAllocator fields = reserving(named);
        NameAllocator locals = reserving(TAKEN_BY_ENDPOINTS);
        List<RowCode> rows = new ArrayList<>();
        for (Step step : plan.steps()) {
            String name = step.row().name();
            int tag = rows.size();
            rows.add(new RowCode(
                    step,
                    layers.get(tag),
                    name,
                    fields.newName(name, tag),
                    locals.newName(name, tag),
                    RowConstants.of(name)));
        }
        return rows;
    }

    private static NameAllocator reserving(Collection<String> names) {
        NameAllocator allocator = new NameAllocator();
        for (String name : names) {
            // With a tag: without one, JavaPoet makes a random one, which takes a cold compiler 10 ms.
            allocator.newName(name, "reserved " + name);
        }
        return allocator;
    }
}
