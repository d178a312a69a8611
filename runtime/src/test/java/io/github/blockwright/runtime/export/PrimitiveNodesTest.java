package io.github.blockwright.runtime.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blockwright.runtime.layers.Composite;
import io.github.blockwright.runtime.layers.Layer;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PrimitiveNodesTest {
    @Test
    void everyLayerHasAnExporterOrDeclaresWhatItComputes() throws Exception {
        List<Class<?>> layers = concreteLayers();
        assertThat(layers)
                .contains(Composite.class.getClassLoader().loadClass(Layer.class.getPackageName() + ".Dense"));
        assertThat(layers).allSatisfy(layer -> assertThat(Composite.class.isAssignableFrom(layer))
                .as("%s is a Composite, or else has an exporter in PrimitiveNodes", layer)
                .isNotEqualTo(PrimitiveNodes.EXPORTERS.containsKey(layer)));
    }

    private static List<Class<?>> concreteLayers() throws IOException, ReflectiveOperationException {
        Path folder = Path.of(Layer.class.getResource("Layer.class").getPath()).getParent();
        List<Class<?>> layers = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (String file :
                    files.map(path -> path.getFileName().toString()).sorted().toList()) {
                if (file.endsWith(".class") && !file.equals("package-info.class")) {
                    String name = Layer.class.getPackageName() + "." + file.replace(".class", "");
                    Class<?> type = Class.forName(name, false, Layer.class.getClassLoader());
                    if (Layer.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers())) {
                        layers.add(type);
                    }
                }
            }
        }
        return layers;
    }
}
