package io.github.blockwright.processor.emit;

import com.palantir.javapoet.ClassName;

/** The classes that generated code is made of. */
final class Library {
    static final ClassName ND_ARRAY = ClassName.get("ai.djl.ndarray", "NDArray");
    static final ClassName ND_LIST = ClassName.get("ai.djl.ndarray", "NDList");
    static final ClassName ND_MANAGER = ClassName.get("ai.djl.ndarray", "NDManager");
    static final ClassName SHAPE = ClassName.get("ai.djl.ndarray.types", "Shape");
    static final ClassName PARAMETER_STORE = ClassName.get("ai.djl.training", "ParameterStore");
    static final ClassName PAIR_LIST = ClassName.get("ai.djl.util", "PairList");

    static final ClassName CONVENTIONS = layers("Conventions");
    static final ClassName BACKBONE = blocks("Backbone");
    static final ClassName INPUT_SPEC = blocks("InputSpec");
    static final ClassName NETWORK_BLOCK = blocks("NetworkBlock");
    static final ClassName NETWORK_SUMMARY = blocks("NetworkSummary");
    static final ClassName PADDING = ClassName.get("io.github.blockwright.dsl", "Padding");
    static final ClassName ROW_SUMMARY = blocks("RowSummary");

    static final ClassName ACTIVATION = ClassName.get("io.github.blockwright.dsl", "Activation");
    static final ClassName APPLIED = layers("Applied");
    static final ClassName CONV_NORM_ACTIVATION = layers("ConvNormActivation");
    static final ClassName DENSE = layers("Dense");
    static final ClassName DEPTHWISE_SEPARABLE = layers("DepthwiseSeparable");
    static final ClassName DROPOUT = layers("Dropout");
    static final ClassName FLATTEN = layers("Flatten");
    static final ClassName INVERTED_RESIDUAL = layers("InvertedResidual");
    static final ClassName PASS = layers("Pass");
    static final ClassName POOLING = layers("Pooling");
    static final ClassName RESIDUAL = layers("Residual");
    static final ClassName STAGE = layers("Stage");

    private Library() {}

    private static ClassName blocks(String name) {
        return ClassName.get("io.github.blockwright.runtime.blocks", name);
    }

    private static ClassName layers(String name) {
        return ClassName.get("io.github.blockwright.runtime.layers", name);
    }
}
