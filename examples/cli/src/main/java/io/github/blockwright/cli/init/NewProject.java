package io.github.blockwright.cli.init;

import io.github.blockwright.dsl.Preprocessing;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.files.AtomicFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;

/** A project to be written: its names, its network and its classes. */
public final class NewProject {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._-]*");
    private static final Pattern PLACE = Pattern.compile("\\$\\{(\\w+)}");
    private static final Set<String> TAKEN = Set.of("Train", "Classify", "Classes");

    private final Path folder;
    private final BuildTool build;
    private final List<String> classes;
    private final String packageName;
    private final String table;
    private final Map<String, String> values = new HashMap<>();

    /**
     * @param folder to be made; its name is the project's
     * @param packageName of the sources; empty for the name's letters
     * @param group of the artifact; empty for the package
     * @throws IllegalArgumentException if a name cannot be one, or the network cannot be stood on; the message says which and why
     */
    public NewProject(
            Path folder,
            BuildTool build,
            NetworkBlock<?, ?> network,
            List<String> classes,
            String packageName,
            String group) {
        this.folder = folder;
        this.build = build;
        this.classes = List.copyOf(classes);
        String name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
        require(
                NAME.matcher(name).matches(),
                name + " cannot be a project's name: begin with a letter, and go on with letters, digits, - and _");
        this.packageName = packageName.isEmpty() ? letters(name) : packageName;
        require(
                SourceVersion.isName(this.packageName),
                "--package " + this.packageName
                        + " is no name of a package: write words with dots between them, such as"
                        + " com.example.mushrooms, none of them a word of Java's own");
        String groupId = group.isEmpty() ? this.packageName : group;
        require(
                groupId.matches("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*"),
                "--group " + groupId + " is no group: write words with dots between them, such as com.example");
        this.table = table(name);
        values.put("name", name);
        values.put("group", groupId);
        values.put("package", this.packageName);
        values.put("path", this.packageName.replace('.', '/'));
        values.put("table", table);
        values.put("count", Integer.toString(classes.size()));
        values.put("firstClass", classes.get(0));
        values.put("secondClass", classes.get(1));
        values.put("network", network.summary().name());
        add(Foundation.of(network));
        versions().forEach((key, value) -> values.put(key.toString().replace('-', '_'), value.toString()));
    }

    private void add(Foundation foundation) {
        values.put("record", foundation.record().getSimpleName());
        values.put("import", foundation.record().getName());
        String backbone = "value = " + foundation.record().getSimpleName() + ".class, "
                + (foundation.variant().isEmpty() ? "" : "variant = \"" + foundation.variant() + "\", ")
                + "through = \"" + foundation.through() + "\", trainableFrom = \"" + foundation.trainableFrom() + "\"";
        values.put("backbone", backbone);
        values.put("height", Integer.toString(foundation.input().height()));
        values.put("width", Integer.toString(foundation.input().width()));
        String channels = foundation.input().channels() == 3
                ? ""
                : ", channels = " + foundation.input().channels();
        String preprocessing = foundation.preprocessing() == Preprocessing.MINUS_ONE_TO_ONE
                ? ""
                : ", preprocessing = Preprocessing." + foundation.preprocessing();
        values.put("inputMore", channels + preprocessing);
        // The names of the rows stand in a column, whatever is before them.
        int width = ("@Backbone(" + backbone + ")").length();
        values.put("pad1", " ".repeat(width - "@Dropout(0.2)".length()));
        values.put("pad2", " ".repeat(width - ("@Dense(units = " + classes.size() + ")").length()));
    }

    /**
     * Writes the project.
     *
     * @return the files, in the order of their names
     * @throws IOException if the folder has something in it already, or a file cannot be written
     */
    public List<Path> write() throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> content = Files.list(folder)) {
                if (content.findAny().isPresent()) {
                    throw new IOException(folder + " is there and not empty: name a folder that is to be made");
                }
            }
        }
        boolean isNew = Files.notExists(folder);
        List<Path> written = new ArrayList<>();
        try {
            write(written);
        } catch (IOException e) {
            remove(written, isNew, e);
            throw e;
        }
        written.sort(null);
        return written;
    }

    private void write(List<Path> written) throws IOException {
        String tool = build.name().toLowerCase(Locale.ROOT);
        for (String file : build.files()) {
            written.add(write(file, template(tool + "/" + file)));
        }
        String java = "src/main/java/" + values.get("path") + "/";
        written.add(write(".gitignore", template("common/gitignore")));
        written.add(write(java + table + ".java", template("common/Table.java")));
        for (String program : TAKEN.stream().sorted().toList()) {
            written.add(write(java + program + ".java", template("common/" + program + ".java")));
        }
        written.add(write(
                "src/test/java/" + values.get("path") + "/" + table + "Test.java", template("common/TableTest.java")));
        written.add(write("src/main/resources/" + values.get("path") + "/classes.txt", lines()));
    }

    /** Half a project is none, and would be in the way of the next try. */
    private void remove(List<Path> written, boolean isNew, IOException failure) {
        try {
            for (Path file : written) {
                Files.deleteIfExists(file);
            }
            if (Files.isDirectory(folder)) {
                removeEmpty(folder, isNew);
            }
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private static void removeEmpty(Path folder, boolean itselfToo) throws IOException {
        try (Stream<Path> content = Files.list(folder)) {
            for (Path below : content.filter(Files::isDirectory).toList()) {
                removeEmpty(below, true);
            }
        }
        try (Stream<Path> content = Files.list(folder)) {
            if (!itselfToo || content.findAny().isPresent()) {
                return;
            }
        }
        Files.delete(folder);
    }

    private String lines() {
        return classes.stream().map(name -> name + "\n").collect(Collectors.joining());
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        AtomicFiles.write(file, part -> Files.writeString(part, text));
        return file;
    }

    private String template(String name) {
        return PLACE.matcher(resource(name + ".template"))
                .replaceAll(place -> Matcher.quoteReplacement(value(name, place.group(1))));
    }

    private String value(String template, String key) {
        String value = values.get(key);
        if (value == null) {
            throw new IllegalStateException(template + " asks for " + key + ", which nobody gives");
        }
        return value;
    }

    private static String resource(String name) {
        try (InputStream in = NewProject.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those that the build of this command has. */
    private static Properties versions() {
        Properties versions = new Properties();
        try (InputStream in = NewProject.class.getResourceAsStream("versions.properties")) {
            versions.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return versions;
    }

    private static String letters(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }

    /** {@code my-classifier} has the table {@code MyClassifier}. */
    private static String table(String name) {
        String camel = Stream.of(name.split("[._-]+"))
                .filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
        return TAKEN.contains(camel) ? camel + "Net" : camel;
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
