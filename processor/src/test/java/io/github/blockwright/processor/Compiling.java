package io.github.blockwright.processor;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.JavaFileObject;

/** Runs javac with the processor, and loads what comes out. */
public final class Compiling {
    private Compiling() {}

    /** Compiles with all of javac's warnings. */
    static Compilation compile(JavaFileObject... sources) {
        return compile("-Xlint:all", sources);
    }

    /** Compiles with the warnings that an option of javac names. */
    static Compilation compile(String lint, JavaFileObject... sources) {
        return Compiler.javac()
                .withProcessors(new NetworkProcessor())
                .withOptions(lint)
                .compile(sources);
    }

    /** Compiles what must compile without a word. */
    public static Compilation compileCleanly(JavaFileObject... sources) {
        Compilation compilation = compile(sources);
        if (!compilation.diagnostics().isEmpty()) {
            throw new AssertionError("javac said:\n" + join(compilation.diagnostics()));
        }
        return compilation;
    }

    /** The text of a generated source. */
    static String generated(Compilation compilation, String qualifiedName) {
        return compilation
                .generatedSourceFile(qualifiedName)
                .map(Compiling::read)
                .orElseThrow(() ->
                        new AssertionError(qualifiedName + " was not generated:\n" + join(compilation.diagnostics())));
    }

    /** A compiled class. */
    public static Class<?> load(Compilation compilation, String qualifiedName) {
        Map<String, byte[]> classes = new HashMap<>();
        for (JavaFileObject file : compilation.generatedFiles()) {
            if (file.getKind() == JavaFileObject.Kind.CLASS) {
                String path = file.getName().replaceFirst("^/CLASS_OUTPUT/", "");
                classes.put(path.substring(0, path.length() - ".class".length()).replace('/', '.'), bytes(file));
            }
        }
        ClassLoader loader = new ClassLoader(Compiling.class.getClassLoader()) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                byte[] code = classes.get(name);
                if (code == null) {
                    throw new ClassNotFoundException(name);
                }
                return defineClass(name, code, 0, code.length);
            }
        };
        try {
            return loader.loadClass(qualifiedName);
        } catch (ClassNotFoundException e) {
            throw new AssertionError("Compiled were " + classes.keySet(), e);
        }
    }

    static String join(List<?> lines) {
        return lines.stream().map(Object::toString).collect(Collectors.joining("\n"));
    }

    private static String read(JavaFileObject file) {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(JavaFileObject file) {
        try (InputStream in = file.openInputStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
