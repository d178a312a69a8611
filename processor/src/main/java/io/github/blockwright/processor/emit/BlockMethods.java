package io.github.blockwright.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import javax.lang.model.element.Modifier;

/** What every block has to implement, without the bodies. */
final class BlockMethods {
    private BlockMethods() {}

    static MethodSpec.Builder forward() {
        return overriding("forwardInternal", Modifier.PROTECTED)
                .returns(Library.ND_LIST)
                .addParameter(Library.PARAMETER_STORE, "store")
                .addParameter(Library.ND_LIST, "inputs")
                .addParameter(TypeName.BOOLEAN, "training")
                .addParameter(
                        ParameterizedTypeName.get(
                                Library.PAIR_LIST, ClassName.get(String.class), ClassName.get(Object.class)),
                        "params");
    }

    static MethodSpec.Builder endpoints(ClassName record) {
        return overriding("endpoints", Modifier.PUBLIC)
                .returns(record)
                .addParameter(Library.PARAMETER_STORE, "store")
                .addParameter(Library.ND_ARRAY, "images")
                .addParameter(TypeName.BOOLEAN, "training");
    }

    static MethodSpec.Builder fold(ClassName block) {
        return overriding("fold", Modifier.PUBLIC).returns(block).addParameter(Library.ND_MANAGER, "manager");
    }

    private static MethodSpec.Builder overriding(String name, Modifier visibility) {
        return MethodSpec.methodBuilder(name).addAnnotation(Override.class).addModifiers(visibility);
    }
}
