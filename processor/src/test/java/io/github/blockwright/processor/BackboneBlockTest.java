package io.github.blockwright.processor;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import io.github.blockwright.runtime.blocks.Backbone;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.layers.Layer;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.recipe.Schedule;
import io.github.blockwright.runtime.train.Training;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table on another table's network, at work, and compiled beside it, after it or against its jar. */
class BackboneBlockTest {
    private static final String VARIANT = "tables.TinyVariantBlock";
    private static final int HEIGHT = 16;
    private static final int WIDTH = 24;

    @Test
    void theVariantGivesWhatItsHeadMakesOfTheBackbonesEndpoint() {
        try (NDManager manager = NDManager.newBaseManager()) {
            BuiltNetwork variant = BuiltNetwork.of("TinyVariant", VARIANT);
            NetworkBlock<?, ?> backbone =
                    variant.sibling("tables.TinyShapesBlock").block();
            variant.block().initialize(manager);
            backbone.initialize(manager);
            copy(features(variant), backbone);

            NDArray images = manager.randomNormal(new Shape(3, 3, HEIGHT, WIDTH));
            ParameterStore store = new ParameterStore(manager, false);
            NDArray expected = images;
            for (Layer row : backbone.getChildren().values().stream()
                    .map(Layer.class::cast)
                    .limit(3)
                    .toList()) {
                expected = row.forward(store, expected, false);
            }
            Record endpoints = variant.block().endpoints(images);
            assertThat(BuiltNetwork.endpoint(endpoints, "features").toFloatArray())
                    .isEqualTo(expected.toFloatArray());
            List<Layer> rows = variant.layers();
            for (Layer row : rows.subList(1, rows.size())) {
                expected = row.forward(store, expected, false);
            }
            assertThat(variant.block().forward(store, images, false).toFloatArray())
                    .isEqualTo(expected.toFloatArray());
        }
    }

    @Test
    void rowsBeforeTheTrainableOneKeepEveryBitThroughATraining() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NetworkBlock<?, ?> variant = BuiltNetwork.of("TinyVariant", VARIANT).block();
            variant.initialize(manager);
            Map<String, float[]> before = values(variant);
            Recipe recipe = Recipe.builder()
                    .epochs(2)
                    .batchSize(8)
                    .schedule(new Schedule.WarmUpCosine(0.1, 0.1))
                    .build();
            Training.of(variant, recipe).run(manager, noise(24), null);
            Map<String, float[]> after = values(variant);

            assertThat(after.keySet()).isEqualTo(before.keySet());
            List<String> unchanged = after.keySet().stream()
                    .filter(name -> Arrays.equals(after.get(name), before.get(name)))
                    .toList();
            assertThat(unchanged)
                    .isEqualTo(after.keySet().stream()
                            .filter(name -> name.startsWith("features.stem.") || name.startsWith("features.stage1."))
                            .toList())
                    .contains("features.stem.norm.runningMean", "features.stage1.0.expand.conv.weight");
        }
    }

    @Test
    void theBackboneIsFrozenByTheConstructorAndHasNoRowAfterThrough() {
        BuiltNetwork variant = BuiltNetwork.of("TinyVariant", VARIANT);
        assertThat(features(variant).trainableFrom()).map(Enum::name).contains("STAGE2");
        assertThat(variant.layers().get(0).getChildren().values())
                .extracting(row -> ((Layer) row).isFrozen())
                .containsExactly(true, true, false);
        assertThat(variant.block().getParameters().keys())
                .contains("features.stage2.0.expand.conv.weight")
                .noneMatch(name -> name.startsWith("features.logits"));
    }

    @Test
    void theOrderOfTheSourcesDoesNotMatter() {
        String once = variant(Compiling.compileCleanly(Sources.table("TinyVariant"), Sources.table("TinyShapes")));
        String again = variant(Compiling.compileCleanly(Sources.table("TinyShapes"), Sources.table("TinyVariant")));
        assertThat(again).isEqualTo(once);
    }

    @Test
    void aBackboneFromAFolderOfClassesGivesTheSameBlock(@TempDir Path folder) throws IOException {
        write(Compiling.compileCleanly(Sources.table("TinyShapes")), folder);
        assertSameAsFromSources(folder);
    }

    @Test
    void aBackboneFromAJarGivesTheSameBlock(@TempDir Path folder) throws IOException {
        Path jar = folder.resolve("backbones.jar");
        Compilation first = Compiling.compileCleanly(Sources.table("TinyShapes"));
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (JavaFileObject file : classes(first)) {
                out.putNextEntry(new JarEntry(entry(file)));
                try (InputStream in = file.openInputStream()) {
                    in.transferTo(out);
                }
                out.closeEntry();
            }
        }
        assertSameAsFromSources(jar);
    }

    @Test
    void aVariantOfACompiledTableIsABackboneToo(@TempDir Path folder) throws IOException {
        write(Compiling.compileCleanly(Sources.table("Family")), folder);
        JavaFileObject table = Sources.source("OnACompiledVariant", """
                package tables;

                import ai.djl.ndarray.NDArray;
                import io.github.blockwright.dsl.*;

                @Network(input = @Input(height = 32, width = 32))
                record OnACompiledVariant(
                        @Backbone(value = Family.Table.class, variant = "050_16", through = "stage1") NDArray features) {}
                """);
        Compilation second = compileAgainst(folder, table);
        assertThat(second.diagnostics()).isEmpty();
        assertThat(Compiling.generated(second, "tables.OnACompiledVariantBlock"))
                .contains("new Family_Table_050_16Block()", "<td>16 × 8 × 8</td>");
    }

    @Test
    void anotherBackboneIsAnotherFingerprintAndAnotherInputSizeIsNot() {
        String fingerprint = fingerprint("", "");
        assertThat(fingerprint("expansion = 2", "expansion = 3")).isNotEqualTo(fingerprint);
        assertThat(fingerprint("batchNormEpsilon = 1e-3", "batchNormEpsilon = 1e-4"))
                .isNotEqualTo(fingerprint);
        assertThat(fingerprint("units = 5", "units = 6")).isEqualTo(fingerprint);
        assertThat(fingerprint("height = 16", "height = 32")).isEqualTo(fingerprint);
    }

    private static String fingerprint(String written, String instead) {
        String backbone = Sources.text("tables/TinyShapes.java").replace(written, instead);
        Compilation compilation =
                Compiling.compileCleanly(Sources.table("TinyVariant"), Sources.source("TinyShapes", backbone));
        return new BuiltNetwork(BuiltNetwork.create(Compiling.load(compilation, VARIANT)))
                .summary()
                .fingerprint();
    }

    private static void assertSameAsFromSources(Path library) {
        String expected = variant(Compiling.compileCleanly(Sources.withBackbones("TinyVariant")));
        Compilation second = compileAgainst(library, Sources.table("TinyVariant"));
        assertThat(second.diagnostics()).isEmpty();
        assertThat(variant(second)).isEqualTo(expected);
    }

    private static void write(Compilation compilation, Path folder) throws IOException {
        for (JavaFileObject file : classes(compilation)) {
            Path target = folder.resolve(entry(file));
            Files.createDirectories(target.getParent());
            try (InputStream in = file.openInputStream()) {
                Files.copy(in, target);
            }
        }
    }

    private static Compilation compileAgainst(Path library, JavaFileObject source) {
        String classPath = System.getProperty("java.class.path") + File.pathSeparator + library;
        return Compiler.javac()
                .withProcessors(new NetworkProcessor())
                .withOptions("-Xlint:all", "-classpath", classPath)
                .compile(source);
    }

    private static String variant(Compilation compilation) {
        return Compiling.generated(compilation, VARIANT);
    }

    private static List<JavaFileObject> classes(Compilation compilation) {
        return compilation.generatedFiles().stream()
                .filter(file -> file.getKind() == JavaFileObject.Kind.CLASS)
                .toList();
    }

    private static String entry(JavaFileObject file) {
        return file.getName().replaceFirst("^/CLASS_OUTPUT/", "");
    }

    private static Backbone<?> features(BuiltNetwork variant) {
        return (Backbone<?>) variant.layers().get(0);
    }

    /** The enum of the rows is generated, so that it has no name here. */
    @SuppressWarnings("unchecked")
    private static <R extends Enum<R>> void copy(Backbone<R> backbone, NetworkBlock<?, ?> source) {
        backbone.copyFrom((NetworkBlock<?, R>) source);
    }

    private static Map<String, float[]> values(NetworkBlock<?, ?> block) {
        return block.getParameters().stream()
                .collect(Collectors.toMap(
                        parameter -> parameter.getKey(),
                        parameter -> parameter.getValue().getArray().toFloatArray(),
                        (a, b) -> a,
                        TreeMap::new));
    }

    private static ImageDataset noise(int size) {
        Random random = new Random(1);
        byte[][] pixels = new byte[size][HEIGHT * WIDTH * 3];
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            random.nextBytes(pixels[i]);
            labels[i] = i % 3;
        }
        return new ImageDataset(HEIGHT, WIDTH, 3, List.of("a", "b", "c"), pixels, labels);
    }
}
