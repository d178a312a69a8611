package io.github.blockwright.networks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.weights.Family;
import io.github.blockwright.runtime.weights.NameMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The names in torchvision, whose own models have so many parameters and statistics, beside counts of batches. */
class MobileNetV3NamesTest {
    static Stream<Arguments> networks() {
        return Stream.of(
                Arguments.of(new MobileNetV3LargeBlock(), 266), Arguments.of(new MobileNetV3SmallBlock(), 210));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void everyParameterHasANameOfItsOwn(NetworkBlock<?, ?> block, int count) {
        NameMap names = NameMap.of(block, Family.TORCHVISION);

        assertThat(names.entries())
                .hasSize(count)
                .extracting(NameMap.Entry::parameter)
                .containsExactlyElementsOf(block.getParameters().keys());
        assertThat(names.entries()).extracting(NameMap.Entry::name).doesNotHaveDuplicates();
    }

    @Test
    void namesOfEachKindAreTorchvisions() {
        Map<String, String> names = names(new MobileNetV3SmallBlock());

        assertThat(names)
                .containsEntry("stem.conv.weight", "features.0.0.weight")
                .containsEntry("stem.norm.gamma", "features.0.1.weight")
                .containsEntry("stage1.0.depthwise.norm.runningVar", "features.1.block.0.1.running_var")
                .containsEntry("stage1.0.squeeze.reduce.conv.weight", "features.1.block.1.fc1.weight")
                .containsEntry("stage1.0.project.conv.weight", "features.1.block.2.0.weight")
                .containsEntry("stage2.0.expand.conv.weight", "features.2.block.0.0.weight")
                .containsEntry("stage2.0.project.norm.beta", "features.2.block.2.1.bias")
                .containsEntry("stage5.1.squeeze.expand.conv.bias", "features.6.block.2.fc2.bias")
                .containsEntry("stage9.1.project.norm.runningMean", "features.11.block.3.1.running_mean")
                .containsEntry("head.conv.weight", "features.12.0.weight")
                .containsEntry("hidden.bias", "classifier.0.bias")
                .containsEntry("logits.weight", "classifier.3.weight");
        assertThat(names(new MobileNetV3LargeBlock()))
                .containsEntry("stage12.1.squeeze.reduce.conv.bias", "features.15.block.2.fc1.bias")
                .containsEntry("head.norm.beta", "features.16.1.bias");
    }

    private static Map<String, String> names(NetworkBlock<?, ?> block) {
        return NameMap.of(block, Family.TORCHVISION).entries().stream()
                .collect(Collectors.toMap(NameMap.Entry::parameter, NameMap.Entry::name));
    }
}
