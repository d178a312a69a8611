package io.github.blockwright.processor;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import io.github.blockwright.processor.declaration.Declaration;
import io.github.blockwright.processor.read.SourceNames;
import io.github.blockwright.processor.read.TableReader;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaFileObject;

/** Tables as the processor reads them, before anything judges them. */
public final class Reading {
    private Reading() {}

    /** A table of the folder {@code tables}. */
    public static Declaration table(String name) {
        return read(Sources.table(name));
    }

    /** The only class of a source. */
    static Declaration read(JavaFileObject source) {
        Reader reader = new Reader();
        Compilation compilation = Compiler.javac().withProcessors(reader).compile(source);
        if (!compilation.errors().isEmpty()) {
            throw new AssertionError("javac said:\n" + Compiling.join(compilation.errors()));
        }
        return reader.declaration.orElseThrow();
    }

    @SupportedAnnotationTypes("*")
    private static final class Reader extends AbstractProcessor {
        private Optional<Declaration> declaration = Optional.empty();

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            if (declaration.isEmpty()) {
                TypeElement table =
                        (TypeElement) round.getRootElements().iterator().next();
                declaration =
                        Optional.of(new TableReader(processingEnv, new SourceNames(), backbone -> true).read(table));
            }
            return false;
        }
    }
}
