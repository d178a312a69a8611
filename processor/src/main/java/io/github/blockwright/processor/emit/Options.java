package io.github.blockwright.processor.emit;

import com.palantir.javapoet.CodeBlock;
import io.github.blockwright.processor.spec.Defaults;

/** The calls that set the options of a runtime's builder. */
final class Options {
    private final Defaults defaults;
    private final CodeBlock.Builder code = CodeBlock.builder();

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
            Object value = values[i] instanceof Enum<?> constant ? Library.constant(constant) : values[i];
            code.add(i == 0 ? "$L" : ", $L", value);
        }
        code.add(")");
        return this;
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
}
