package io.github.blockwright.runtime.testing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Model;
import io.github.blockwright.runtime.data.Pictures;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is public is what docs/api.md lists, and is called like nothing of DJL's that the same user imports. */
class PublicFaceTest {
    private static final String PACKAGE = "io.github.blockwright.runtime.";
    private static final Path API = Path.of("..", "docs", "api.md");
    private static final Pattern ROW = Pattern.compile("^\\| `(\\w+)` \\| ([\\w.]+) \\|", Pattern.MULTILINE);
    /** Generated code uses them, and says so in full where DJL's are near. */
    private static final Set<String> GENERATED_CODE_USES = Set.of("layers", "blocks");

    /** Of DJL's data sets, whose artifact is no dependency here. */
    private static final Set<String> DATASETS = Set.of(
            "AbstractImageFolder",
            "CaptchaDataset",
            "Cifar10",
            "CocoDetection",
            "FashionMnist",
            "FruitsFreshAndRotten",
            "ImageClassificationDataset",
            "ImageDataset",
            "ImageFolder",
            "ImageNet",
            "Mnist",
            "ObjectDetectionDataset");

    /** Names that are DJL's too, and why they stay. */
    private static final Map<String, String> SAME_NAMES = Map.of(
            "Convolution", "only generated code names it",
            "Dropout", "only generated code names it",
            "ImageDataset", "DJL's is the base of the downloads in basicdataset, which nobody names who has images");

    @Test
    void theApiPageListsWhatIsPublic() throws Exception {
        Map<String, String> listed = new TreeMap<>();
        Matcher row = ROW.matcher(Files.readString(API));
        while (row.find()) {
            listed.put(row.group(1), row.group(2));
        }
        Map<String, String> all = publicTypes();
        Map<String, String> face = new TreeMap<>(all);
        face.values().removeAll(GENERATED_CODE_USES);
        assertThat(all).as("types that are listed").containsAllEntriesOf(listed);
        assertThat(listed).as("types that are public").containsAllEntriesOf(face);
    }

    @Test
    void noTypeHasTheNameOfOneOfDjls() throws Exception {
        Set<String> same = new TreeSet<>(publicTypes().keySet());
        Set<String> djl = new TreeSet<>(DATASETS);
        djl.addAll(djlTypes());
        same.retainAll(djl);
        assertThat(same).isEqualTo(SAME_NAMES.keySet());
    }

    /** From the simple name of each public type of an exported package to the package. */
    private static Map<String, String> publicTypes() throws Exception {
        Path classes = location(Pictures.class);
        ModuleDescriptor module;
        try (InputStream in = Files.newInputStream(classes.resolve("module-info.class"))) {
            module = ModuleDescriptor.read(in);
        }
        Map<String, String> types = new TreeMap<>();
        for (ModuleDescriptor.Exports exported : module.exports()) {
            for (String name : topLevel(classes.resolve(exported.source().replace('.', '/')))) {
                if (isPublic(exported.source() + "." + name)) {
                    types.put(name, exported.source().substring(PACKAGE.length()));
                }
            }
        }
        return types;
    }

    private static List<String> topLevel(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.contains("$") && !name.contains("-"))
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .toList();
        }
    }

    private static Set<String> djlTypes() throws Exception {
        try (JarFile jar = new JarFile(location(Model.class).toFile())) {
            return Collections.list(jar.entries()).stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.startsWith("ai/djl/") && name.endsWith(".class") && !name.contains("$"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .filter(PublicFaceTest::isPublic)
                    .map(name -> name.substring(name.lastIndexOf('.') + 1))
                    .collect(Collectors.toSet());
        }
    }

    private static boolean isPublic(String name) {
        try {
            return Modifier.isPublic(Class.forName(name, false, PublicFaceTest.class.getClassLoader())
                    .getModifiers());
        } catch (ClassNotFoundException | LinkageError e) {
            // What cannot be loaded here nobody imports here.
            return false;
        }
    }

    private static Path location(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
