package io.github.blockwright.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.weights.Family;
import io.github.blockwright.runtime.weights.NameMap;
import io.github.blockwright.runtime.weights.Weights;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NetworksTest {
    @TempDir
    private Path folder;

    @Test
    void everyBlockOfThePackageIsInTheLibrary() throws IOException, URISyntaxException {
        Path here =
                Path.of(ShapesNetBlock.class.getResource("ShapesNetBlock.class").toURI());
        List<String> compiled;
        try (Stream<Path> files = Files.list(here.getParent())) {
            compiled = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Block.class"))
                    .map(name -> name.substring(0, name.length() - "Block.class".length()))
                    .toList();
        }

        assertThat(Networks.all())
                .extracting(network -> network.get().summary().name())
                .containsExactlyInAnyOrderElementsOf(compiled);
    }

    @ParameterizedTest
    @MethodSource("io.github.blockwright.networks.Published#all")
    void everyParameterHasANameOfItsOwnInEveryFamily(Published published) {
        NetworkBlock<?, ?> block = published.block().get();

        NameMap names = NameMap.of(block, published.family());

        assertThat(names.entries())
                .extracting(NameMap.Entry::parameter)
                .containsExactlyElementsOf(block.getParameters().keys());
        assertThat(names.entries()).extracting(NameMap.Entry::name).doesNotHaveDuplicates();
    }

    @Test
    void weightsThatDoNotFitAreToldByTheNetworkThatTheyAreOf() throws IOException {
        Path file = folder.resolve("net.safetensors");
        try (NDManager manager = NDManager.newBaseManager()) {
            MobileNetV3Small_075Block trained = new MobileNetV3Small_075Block(37);
            trained.initialize(manager);
            Weights.save(trained, NameMap.of(trained, Family.TORCHVISION), file);

            assertThatThrownBy(() -> Weights.load(new MobileNetV3SmallBlock(), file, manager))
                    .hasMessageContaining("the weights do not fit MobileNetV3Small as TORCHVISION")
                    .hasMessageEndingWith("\nthis is MobileNetV3Small_075 as TORCHVISION with 37 classes");
        }
    }
}
