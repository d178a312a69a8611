package io.github.blockwright.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import io.github.blockwright.dsl.Padding;

/** The classes that generated code is made of. */
final class Library {
    static final ClassName ND_ARRAY = ClassName.get("ai.djl.ndarray", "NDArray");
    static final ClassName ND_LIST = ClassName.get("ai.djl.ndarray", "NDList");
    static final ClassName ND_MANAGER = ClassName.get("ai.djl.ndarray", "NDManager");
    static final ClassName SHAPE = ClassName.get("ai.djl.ndarray.types", "Shape");
    static final ClassName PARAMETER_STORE = ClassName.get("ai.djl.training", "ParameterStore");
    static final ClassName PAIR_LIST = ClassName.get("ai.djl.util", "PairList");

    static final ClassName CONVENTIONS = layer("Conventions");
    static final ClassName BACKBONE = blocks("Backbone");
    static final ClassName FOOTPRINT = blocks("Footprint");
    static final ClassName GENERATED_BLOCK = blocks("GeneratedBlock");
    static final ClassName INPUT_SPEC = blocks("InputSpec");
    static final ClassName NETWORK_BLOCK = blocks("NetworkBlock");
    static final ClassName NETWORK_SUMMARY = blocks("NetworkSummary");
    static final ClassName PADDING = ClassName.get(Padding.class);
    static final ClassName ROW_SUMMARY = blocks("RowSummary");
    static final ClassName WINDOW = blocks("Window");

    static final ClassName PASS = layer("Pass");

    private Library() {}

    private static ClassName blocks(String name) {
        return ClassName.get("io.github.blockwright.runtime.blocks", name);
    }

    /** A class of the runtime's layers. */
    static ClassName layer(String name) {
        return ClassName.get("io.github.blockwright.runtime.layers", name);
    }

    /** A constant of one of the language's enums, which generated code has too. */
    static CodeBlock constant(Enum<?> value) {
        return CodeBlock.of("$T.$L", value.getDeclaringClass(), value.name());
    }
}
