package io.github.blockwright.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import io.github.blockwright.processor.spec.Conventions;
import io.github.blockwright.processor.spec.NetworkTable;
import io.github.blockwright.processor.spec.Plan;
import io.github.blockwright.processor.spec.Plan.Step;
import io.github.blockwright.processor.spec.names.JavaName;
import java.util.ArrayList;
import java.util.List;

/**
 * The layer of a row.
 *
 * @param type its class
 * @param named the classes whose static members the expression names; a field of such a name would hide them
 * @param expression that makes it
 */
record LayerCode(TypeName type, List<ClassName> named, CodeBlock expression) {
    /** The constructor's parameter for the number of classes. */
    static final String CLASSES = "classes";

    /** The class's constant of the table's conventions. */
    static final String CONVENTIONS = "CONVENTIONS";

    LayerCode {
        named = List.copyOf(named);
    }

    static LayerCode of(Step step) {
        return step.row()
                .operator()
                .accept(new LayerWriter(step.input().channels(), step.row().defaults()));
    }

    /** Whether it is made with the table's conventions. */
    boolean usesConventions() {
        return expression.toString().contains("builder(" + CONVENTIONS + ",");
    }

    /** The layers of all rows; the last one of as many units as there are classes, where the plan ends with those. */
    static List<LayerCode> of(Plan plan) {
        List<LayerCode> layers =
                new ArrayList<>(plan.steps().stream().map(LayerCode::of).toList());
        if (plan.endsWithClasses()) {
            int last = layers.size() - 1;
            layers.set(
                    last, LayerWriter.classifier(plan.steps().get(last).input().channels()));
        }
        return layers;
    }

    /** The enum of a table's rows, which the record's own block declares and its variants use. */
    static ClassName rowEnum(NetworkTable table) {
        return className(table.name().block()).nestedClass("Row");
    }

    /** The JavaPoet name of a class. */
    static ClassName className(JavaName name) {
        String[] nested = name.simpleNames().stream().skip(1).toArray(String[]::new);
        return ClassName.get(name.packageName(), name.simpleNames().get(0), nested);
    }

    /** The expression of a table's conventions. */
    static CodeBlock of(Conventions conventions) {
        return CodeBlock.of(
                "new $T($Lf, $Lf, $L)",
                Library.CONVENTIONS,
                conventions.epsilon(),
                conventions.momentum(),
                Library.constant(conventions.padding()));
    }
}
