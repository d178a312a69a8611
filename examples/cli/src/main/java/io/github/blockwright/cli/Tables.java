package io.github.blockwright.cli;

import io.github.blockwright.cli.project.Project;
import io.github.blockwright.networks.Networks;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.names.Nearest;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Where tables come from: jars and folders that are named, the project that one stands in, and the library. */
public final class Tables {
    private static final String BLOCK = "Block";

    @Option(
            names = {"--classpath", "-cp"},
            paramLabel = "JAR",
            split = ",",
            description = "Jars or class folders with your own tables, separated by commas. The classes of a Maven or"
                    + " Gradle project that you stand in are found without.")
    private List<Path> classpath = List.of();

    private final Path here;

    private Optional<ClassLoader> loader = Optional.empty();

    /** To be filled by picocli. */
    public Tables() {
        this(Path.of(""));
    }

    /** @param here where one stands */
    Tables(Path here) {
        this.here = here;
    }

    /**
     * A new, uninitialised block of the network of this name: the simple name of a table in the project or the library, or the
     * full name of any.
     *
     * @throws IllegalArgumentException if there is no such generated block; the message says what was looked for
     */
    NetworkBlock<?, ?> block(String name) {
        String block = blockName(name);
        try {
            Object instance = Class.forName(block, true, loader())
                    .getDeclaredConstructor()
                    .newInstance();
            if (instance instanceof NetworkBlock<?, ?> network) {
                return network;
            }
            throw new IllegalArgumentException(block + " is not a block that Blockwright generated");
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(unknown(name), e);
        } catch (NoClassDefFoundError e) {
            throw new IllegalArgumentException(
                    block + " needs " + e.getMessage()
                            + ", which is not on the class path: add its jar with --classpath",
                    e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(block + " cannot be created: " + e, e);
        }
    }

    /** Lets the runtime find the classes that a run or a model file names. */
    void use() {
        Thread.currentThread().setContextClassLoader(loader());
    }

    /** The names by which the tables of the library are known. */
    static List<String> library() {
        return Networks.all().stream()
                .map(network -> network.get().getClass().getSimpleName())
                .map(Tables::withoutBlock)
                .toList();
    }

    private String blockName(String name) {
        List<String> own = project().stream()
                .flatMap(project -> project.blocks().stream())
                .filter(block -> simple(block).equals(name + BLOCK))
                .toList();
        if (own.size() > 1) {
            throw new IllegalArgumentException("The project has several tables " + name + ": give the full name, "
                    + String.join(" or ", own.stream().map(Tables::withoutBlock).toList()));
        }
        if (!own.isEmpty()) {
            return own.get(0);
        }
        String record = isOfLibrary(name) ? Networks.class.getPackageName() + "." + name : name;
        // A nested record Outer.Inner has the block Outer_InnerBlock, and its variant 035_96 Outer_Inner_035_96Block.
        return record.replace('$', '_') + BLOCK;
    }

    /** Asks for the one class, since making all networks to see their names takes longer than most of what is asked for. */
    private static boolean isOfLibrary(String name) {
        try {
            Class.forName(Networks.class.getPackageName() + "." + name + BLOCK, false, Networks.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            // The latter where a file system that knows no capitals has a class of nearly this name.
            return false;
        }
    }

    private String unknown(String name) {
        Optional<Project> project = project();
        List<String> own = project.stream()
                .flatMap(found -> found.blocks().stream())
                .map(Tables::withoutBlock)
                .toList();
        Set<String> known = new LinkedHashSet<>(own);
        own.forEach(full -> known.add(simple(full)));
        known.addAll(library());
        library().forEach(table -> known.add(Networks.class.getPackageName() + "." + table));
        // Of one package all full names are near each other.
        known.removeIf(other -> Nearest.to(simple(name), List.of(simple(other))).isEmpty());
        String here = project.map(found -> own.isEmpty()
                        ? " The project " + found.module() + " has no compiled tables: run " + found.compileCommand()
                                + "."
                        : " The project " + found.module() + " has " + String.join(", ", first(own)) + ".")
                .orElse("");
        return "There is no network " + name + ": " + Nearest.question(name, known)
                + "'blockwright networks' lists those of the library." + here
                + " For others give the full class name and --classpath your.jar, compiled with the annotation processor";
    }

    private static String simple(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static List<String> first(List<String> names) {
        int most = 8;
        return names.size() <= most
                ? names
                : Stream.concat(names.stream().limit(most), Stream.of("...")).toList();
    }

    private static String withoutBlock(String name) {
        return name.substring(0, name.length() - BLOCK.length());
    }

    private Optional<Project> project() {
        return Project.around(here);
    }

    private ClassLoader loader() {
        if (loader.isEmpty()) {
            List<Path> paths = new ArrayList<>(classpath);
            project().ifPresent(found -> paths.addAll(found.classes()));
            ClassLoader parent = Tables.class.getClassLoader();
            // The classes are needed as long as the process runs, so the loader is never closed.
            loader = Optional.of(
                    paths.isEmpty()
                            ? parent
                            : new URLClassLoader(paths.stream().map(Tables::url).toArray(URL[]::new), parent));
        }
        return loader.get();
    }

    private static URL url(Path path) {
        if (!Files.exists(path)) {
            throw new IllegalArgumentException("--classpath: there is no " + path);
        }
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("--classpath: " + path + " is no valid path", e);
        }
    }
}
