package io.github.blockwright.processor;

import static io.github.blockwright.processor.Compiling.compileCleanly;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.CodeSizeEvaluator;

/** A table as long as Java allows, and a network of a thousand rows in four, stay far below the JVM's limits. */
class LargeTableTest {
    /** Of the 65,535 bytes that a method may have (Java Virtual Machine Specification, 4.7.3). */
    private static final int HALF_OF_A_METHOD = 32 * 1024;

    /** What needs most code. */
    private static final String LONGEST_ROW =
            "@InvertedResidual(expansion = 6, filters = 8, count = 2, kernel = 5, activation ="
                    + " Activation.HARD_SWISH, squeeze = @Squeeze, projectionActivation = Activation.RELU6, dropPath = 0.1)";

    @Test
    void noMethodOfATableOf254RowsReachesHalfOfWhatAMethodMayBe() throws IOException {
        Compilation compilation = compileCleanly(table("Long", 254, ""));
        assertThat(methodSizes(compilation))
                .containsKeys("LongBlock.<init>", "LongBlock.endpoints", "LongBlock.forwardInternal")
                .allSatisfy((method, size) -> assertThat(size).isLessThan(HALF_OF_A_METHOD));
    }

    @Test
    void aNetworkOfAThousandRowsCompilesAsFourTables() throws IOException {
        Compilation compilation = compileCleanly(
                table("First", 250, ""),
                table("Second", 250, "@Backbone(value = First.class, through = \"row249\") NDArray first, "),
                table("Third", 250, "@Backbone(value = Second.class, through = \"row249\") NDArray second, "),
                table("Fourth", 250, "@Backbone(value = Third.class, through = \"row249\") NDArray third, "));
        assertThat(methodSizes(compilation))
                .containsKeys("FirstBlock.<init>", "FourthBlock.<init>")
                .allSatisfy((method, size) -> assertThat(size).isLessThan(HALF_OF_A_METHOD));
    }

    private static JavaFileObject table(String name, int rows, String before) {
        String text = "import ai.djl.ndarray.NDArray; import io.github.blockwright.dsl.*;"
                + " @SuppressWarnings(\"blockwright\") @Network(input = @Input(height = 32, width = 32)) record " + name
                + "(" + before
                + IntStream.range(0, rows)
                        .mapToObj(i -> LONGEST_ROW + " NDArray row" + i)
                        .collect(Collectors.joining(", "))
                + ") {}";
        return Sources.source(name, text);
    }

    /** The bytes of every compiled method, at most. */
    private static Map<String, Integer> methodSizes(Compilation compilation) throws IOException {
        Map<String, Integer> sizes = new TreeMap<>();
        for (JavaFileObject file : compilation.generatedFiles()) {
            if (file.getKind() == JavaFileObject.Kind.CLASS) {
                try (InputStream in = file.openInputStream()) {
                    new ClassReader(in).accept(new Sizes(sizes), 0);
                }
            }
        }
        return sizes;
    }

    private static final class Sizes extends ClassVisitor {
        private final Map<String, Integer> sizes;
        private String type;

        Sizes(Map<String, Integer> sizes) {
            super(Opcodes.ASM9);
            this.sizes = sizes;
        }

        @Override
        public void visit(int version, int access, String name, String signature, String parent, String[] interfaces) {
            type = name;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            return new CodeSizeEvaluator(Opcodes.ASM9, null) {
                @Override
                public void visitEnd() {
                    sizes.merge(type + "." + name, getMaxSize(), Math::max);
                }
            };
        }
    }
}
