package io.github.blockwright.processor.spec.names;

import java.util.List;

/**
 * The name of a class.
 *
 * @param packageName empty for the unnamed package
 * @param simpleNames the outermost class first
 */
public record JavaName(String packageName, List<String> simpleNames) {
    public JavaName {
        simpleNames = List.copyOf(simpleNames);
    }

    /** The simple name of the class itself. */
    public String simpleName() {
        return simpleNames.get(simpleNames.size() - 1);
    }

    /** The top-level class that it is in. */
    public JavaName outermost() {
        return new JavaName(packageName, simpleNames.subList(0, 1));
    }

    /** The top-level class that is generated for a table of this name: {@code Outer_InnerBlock}. */
    public JavaName block() {
        return generated("");
    }

    /** The top-level class that is generated for a variant of a table of this name: {@code Outer_Inner_035_96Block}. */
    public JavaName block(String variant) {
        return generated("_" + variant);
    }

    private JavaName generated(String variant) {
        return new JavaName(packageName, List.of(String.join("_", simpleNames) + variant + "Block"));
    }

    @Override
    public String toString() {
        String name = String.join(".", simpleNames);
        return packageName.isEmpty() ? name : packageName + "." + name;
    }
}
