package io.github.blockwright.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import io.github.blockwright.processor.spec.Defaults;
import java.util.ArrayList;
import java.util.List;

/** The calls that set the options of a runtime's builder. */
final class Options {
    private final Defaults defaults;
    private final CodeBlock.Builder code = CodeBlock.builder();
    private final List<ClassName> named = new ArrayList<>();

    /** @param defaults of the row annotation */
    Options(Defaults defaults) {
        this.defaults = defaults;
    }

    /** Sets the option of an attribute's name, unless the attribute has its default: the builder has the same. */
    Options add(String attribute, Object value) {
        return defaults.isDefault(attribute, value) ? this : always(attribute, value);
    }

    /** Sets an option. */
    Options always(String option, Object... values) {
        code.add(".$L(", option);
        for (int i = 0; i < values.length; i++) {
            code.add(i == 0 ? "$L" : ", $L", values[i] instanceof Enum<?> constant ? constant(constant) : values[i]);
        }
        code.add(")");
        return this;
    }

    private CodeBlock constant(Enum<?> constant) {
        named.add(ClassName.get(constant.getDeclaringClass()));
        return Library.constant(constant);
    }

    /** Begins a line. */
    Options line() {
        code.add("\n");
        return this;
    }

    /** In the order in which they were set. */
    CodeBlock code() {
        return code.build();
    }

    /** The builder's class, and those whose static members the calls name. */
    List<ClassName> named(ClassName builder) {
        List<ClassName> all = new ArrayList<>(named);
        all.add(builder);
        return all;
    }
}
