package io.github.blockwright.networks;

import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.weights.Family;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A network of the library and what a family publishes of it.
 *
 * @param block makes a new one
 * @param family whose weights it takes
 * @param name of the family's own network
 */
record Published(Supplier<NetworkBlock<?, ?>> block, Family family, String name) {
    /** Everything that is compared with its source. */
    static Stream<Published> all() {
        return Stream.of(
                        torchvision(ImageNetMobileNetV2Block::new, "mobilenet_v2"),
                        torchvision(MobileNetV3LargeBlock::new, "mobilenet_v3_large"),
                        torchvision(MobileNetV3SmallBlock::new, "mobilenet_v3_small"),
                        torchvision(MnasNetB1Block::new, "mnasnet1_0"),
                        torchvision(EfficientNetB0Block::new, "efficientnet_b0"),
                        timm(MobileNetV1Block::new, "mobilenetv1_100"),
                        timm(ImageNetMobileNetV2Block::new, "mobilenetv2_100"),
                        timm(ImageNetMobileNetV2_050_224Block::new, "mobilenetv2_050"),
                        timm(ImageNetMobileNetV2_140_224Block::new, "mobilenetv2_140"),
                        timm(MobileNetV3LargeBlock::new, "mobilenetv3_large_100"),
                        timm(MobileNetV3SmallBlock::new, "mobilenetv3_small_100"),
                        timm(MobileNetV3LargeBlock::new, "tf_mobilenetv3_large_100"),
                        timm(MobileNetV3SmallBlock::new, "tf_mobilenetv3_small_100"),
                        timm(MnasNetB1Block::new, "mnasnet_100"),
                        timm(MnasNetA1Block::new, "semnasnet_100"),
                        timm(EfficientNetB0Block::new, "efficientnet_b0"),
                        timm(EfficientNetB0Block::new, "tf_efficientnet_b0"),
                        timm(EfficientNetLite0Block::new, "efficientnet_lite0"),
                        timm(EfficientNetLite0Block::new, "tf_efficientnet_lite0"),
                        keras(MobileNetV1Block::new, "MobileNet"),
                        keras(KerasMobileNetV2Block::new, "MobileNetV2"),
                        keras(ImageNetMobileNetV2Block::new, "MobileNetV2"),
                        keras(MobileNetV3LargeBlock::new, "MobileNetV3Large"),
                        keras(MobileNetV3SmallBlock::new, "MobileNetV3Small"),
                        keras(EfficientNetB0Block::new, "EfficientNetB0"));
    }

    private static Published torchvision(Supplier<NetworkBlock<?, ?>> block, String name) {
        return new Published(block, Family.TORCHVISION, name);
    }

    private static Published timm(Supplier<NetworkBlock<?, ?>> block, String name) {
        return new Published(block, name.startsWith("tf_") ? Family.TIMM_TF : Family.TIMM, name);
    }

    private static Published keras(Supplier<NetworkBlock<?, ?>> block, String name) {
        return new Published(block, Family.KERAS, name);
    }

    /** The library that has it. */
    String library() {
        return family == Family.TIMM_TF ? "timm" : family.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return block.get().summary().name() + " as " + library() + "'s " + name;
    }
}
