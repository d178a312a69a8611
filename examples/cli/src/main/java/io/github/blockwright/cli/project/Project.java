package io.github.blockwright.cli.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The project around a folder, and where what it compiles lies: the module that one stands in first, then the others that
 * are built with it, on which it may depend.
 *
 * @param module the folder of the module that one stands in
 * @param maven whether Maven builds it, else Gradle
 * @param classes folders with classes and resources that are there
 */
public record Project(Path module, boolean maven, List<Path> classes) {
    private static final String POM = "pom.xml";
    private static final List<String> GRADLE =
            List.of("build.gradle", "build.gradle.kts", "settings.gradle", "settings.gradle.kts");
    private static final List<String> OUTPUT =
            List.of("target/classes", "build/classes/java/main", "build/classes/kotlin/main", "build/resources/main");
    private static final Set<String> NO_MODULES = Set.of("src", "target", "build", "out", "node_modules");
    private static final int DEPTH = 3;
    private static final String BLOCK = "Block.class";

    public Project {
        classes = List.copyOf(classes);
    }

    /** The project of the nearest folder with a build file, from this one upwards; empty where there is none. */
    public static Optional<Project> around(Path start) {
        Path module = start.toAbsolutePath().normalize();
        while (module != null && !isModule(module)) {
            module = module.getParent();
        }
        if (module == null) {
            return Optional.empty();
        }
        Path whole = module;
        while (whole.getParent() != null && isModule(whole.getParent())) {
            whole = whole.getParent();
        }
        List<Path> classes = new ArrayList<>();
        for (Path each : modules(module, whole)) {
            OUTPUT.stream().map(each::resolve).filter(Files::isDirectory).forEach(classes::add);
        }
        return Optional.of(new Project(module, Files.isRegularFile(module.resolve(POM)), classes));
    }

    /** What compiles it, for somebody who has not done so. */
    public String compileCommand() {
        return maven ? "mvn compile" : "gradle classes";
    }

    /** The full names of its classes that are called like a generated block of a record beside it, in order. */
    public List<String> blocks() {
        Set<String> names = new TreeSet<>();
        for (Path folder : classes) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(file -> file.getFileName().toString().endsWith(BLOCK))
                        .map(file -> folder.relativize(file).toString())
                        .map(name -> name.substring(0, name.length() - ".class".length()))
                        .forEach(name -> names.add(name.replace('/', '.').replace('\\', '.')));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return List.copyOf(names);
    }

    private static boolean isModule(Path folder) {
        return Files.isRegularFile(folder.resolve(POM))
                || GRADLE.stream().anyMatch(name -> Files.isRegularFile(folder.resolve(name)));
    }

    private static List<Path> modules(Path first, Path whole) {
        List<Path> modules = new ArrayList<>(List.of(first));
        try {
            Files.walkFileTree(whole, Set.of(), DEPTH, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    String name = String.valueOf(folder.getFileName());
                    if (!folder.equals(whole) && (name.startsWith(".") || NO_MODULES.contains(name))) {
                        return FileVisitResult.SKIP_SUBTREE;
                    }
                    if (!folder.equals(first) && isModule(folder)) {
                        modules.add(folder);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return modules;
    }
}
