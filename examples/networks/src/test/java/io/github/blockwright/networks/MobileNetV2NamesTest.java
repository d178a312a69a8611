package io.github.blockwright.networks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.weights.Family;
import io.github.blockwright.runtime.weights.NameMap;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The names of generated blocks in each family, beside those of the family's own model. */
class MobileNetV2NamesTest {
    @ParameterizedTest
    @EnumSource(names = {"TORCHVISION", "TIMM", "KERAS"})
    void namesAndShapesAreThoseOfTheFamilysOwnModel(Family family) throws IOException {
        Map<String, String> published = published(family);
        NetworkBlock<?, ?> block =
                family == Family.KERAS ? new KerasMobileNetV2Block() : new ImageNetMobileNetV2Block();

        Map<String, String> ours = new TreeMap<>();
        for (NameMap.Entry entry : NameMap.of(block, family).entries()) {
            String name = entry.names().stream()
                    .filter(published::containsKey)
                    .findFirst()
                    .orElse(entry.name());
            long[] shape =
                    block.getParameters().get(entry.parameter()).getShape().getShape();
            ours.put(name, Arrays.toString(entry.layout().fileShape(shape)));
        }

        assertThat(ours).isEqualTo(published);
    }

    @Test
    void aVariantsNamesAreItsTables() {
        assertThat(NameMap.of(new ImageNetMobileNetV2_035_224Block(), Family.TIMM))
                .isEqualTo(NameMap.of(new ImageNetMobileNetV2Block(), Family.TIMM));
    }

    /** Its own conventions, which are Keras', do not matter, for all its convolutions are the backbone's. */
    @Test
    void theRowsOfABackboneAreNamedAsItsParameters() {
        NetworkBlock<?, ?> block = new KerasOnTorchvisionBlock();

        NameMap names = NameMap.of(block, Family.TORCHVISION);

        assertThat(names.entries())
                .extracting(NameMap.Entry::parameter)
                .containsExactlyElementsOf(block.getParameters().keys());
        assertThat(names.entries())
                .extracting(NameMap.Entry::name)
                .contains("features.18.1.running_mean", "classifier.1.bias");
        assertThat(names.entries()).filteredOn(NameMap.Entry::isClassifier).hasSize(2);
    }

    /** The names and shapes of the family's model, which its own library listed. */
    private static Map<String, String> published(Family family) throws IOException {
        String file = "/published/mobilenet_v2." + family.name().toLowerCase(Locale.ROOT) + ".names";
        Map<String, String> shapes = new TreeMap<>();
        try (InputStream in = MobileNetV2NamesTest.class.getResourceAsStream(file)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            text.lines().map(line -> line.split(" ", -1)).forEach(parts -> {
                shapes.put(parts[0], "[" + parts[1].replace(",", ", ") + "]");
            });
        }
        return shapes;
    }
}
