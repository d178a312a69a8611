package io.github.blockwright.networks;

import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.weights.Family;
import java.util.List;
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
    /** Everything that is compared with its source; only what contains one of the parts that a system property lists. */
    static Stream<Published> all() {
        List<String> parts =
                List.of(System.getProperty("blockwright.parity", "").split(",", -1));
        return of().filter(published -> parts.stream().anyMatch(published.toString()::contains));
    }

    /** What runs on PyTorch of it. */
    static Stream<Published> ofTorch() {
        return all().filter(published -> published.family() != Family.KERAS);
    }

    private static Stream<Published> of() {
        return Stream.of(
                torchvision(ImageNetMobileNetV2Block::new, "mobilenet_v2"),
                torchvision(MobileNetV3LargeBlock::new, "mobilenet_v3_large"),
                torchvision(MobileNetV3SmallBlock::new, "mobilenet_v3_small"),
                torchvision(MnasNetB1Block::new, "mnasnet1_0"),
                torchvision(EfficientNetB0Block::new, "efficientnet_b0"),
                torchvision(EfficientNetB1Block::new, "efficientnet_b1"),
                torchvision(EfficientNetB2Block::new, "efficientnet_b2"),
                torchvision(EfficientNetB3Block::new, "efficientnet_b3"),
                torchvision(EfficientNetB4Block::new, "efficientnet_b4"),
                torchvision(EfficientNetV2SBlock::new, "efficientnet_v2_s"),
                torchvision(ResNet18Block::new, "resnet18"),
                torchvision(ResNet34Block::new, "resnet34"),
                torchvision(ResNet50Block::new, "resnet50"),
                torchvision(RegNetX400MFBlock::new, "regnet_x_400mf"),
                torchvision(RegNetY400MFBlock::new, "regnet_y_400mf"),
                torchvision(ShuffleNetV2_050Block::new, "shufflenet_v2_x0_5"),
                torchvision(ShuffleNetV2Block::new, "shufflenet_v2_x1_0"),
                torchvision(ShuffleNetV2_150Block::new, "shufflenet_v2_x1_5"),
                torchvision(ShuffleNetV2_200Block::new, "shufflenet_v2_x2_0"),
                torchvision(SqueezeNetBlock::new, "squeezenet1_1"),
                timm(GhostNetBlock::new, "ghostnet_100"),
                timm(ResNet18Block::new, "resnet18"),
                timm(ResNet34Block::new, "resnet34"),
                timm(ResNet50Block::new, "resnet50"),
                timm(RegNetX400MFBlock::new, "regnetx_004_tv"),
                timm(RegNetY400MFBlock::new, "regnety_004"),
                timm(MobileNetV1Block::new, "mobilenetv1_100"),
                timm(ImageNetMobileNetV2Block::new, "mobilenetv2_100"),
                timm(ImageNetMobileNetV2_050_224Block::new, "mobilenetv2_050"),
                timm(ImageNetMobileNetV2_140_224Block::new, "mobilenetv2_140"),
                timm(ImageNetMobileNetV2_035_224Block::new, "mobilenetv2_035"),
                timm(ImageNetMobileNetV2_075_224Block::new, "mobilenetv2_075"),
                timm(MobileNetV2_110dBlock::new, "mobilenetv2_110d"),
                timm(MobileNetV2_120dBlock::new, "mobilenetv2_120d"),
                timm(MobileNetV3LargeBlock::new, "mobilenetv3_large_100"),
                timm(MobileNetV3SmallBlock::new, "mobilenetv3_small_100"),
                timm(MobileNetV3Large_075Block::new, "mobilenetv3_large_075"),
                timm(MobileNetV3Small_075Block::new, "mobilenetv3_small_075"),
                timm(MobileNetV3Small_050Block::new, "mobilenetv3_small_050"),
                timm(MobileNetV4ConvSmallBlock::new, "mobilenetv4_conv_small"),
                timm(MobileNetV4ConvMediumBlock::new, "mobilenetv4_conv_medium"),
                timm(MobileNetV4ConvLargeBlock::new, "mobilenetv4_conv_large"),
                timm(MobileNetV3LargeBlock::new, "tf_mobilenetv3_large_100"),
                timm(MobileNetV3SmallBlock::new, "tf_mobilenetv3_small_100"),
                timm(MnasNetB1Block::new, "mnasnet_100"),
                timm(MnasNetA1Block::new, "semnasnet_100"),
                timm(EfficientNetB0Block::new, "efficientnet_b0"),
                timm(EfficientNetB0Block::new, "tf_efficientnet_b0"),
                timm(EfficientNetB1Block::new, "efficientnet_b1"),
                timm(EfficientNetB2Block::new, "tf_efficientnet_b2"),
                timm(EfficientNetB3Block::new, "efficientnet_b3"),
                timm(EfficientNetB4Block::new, "efficientnet_b4"),
                timm(EfficientNetV2SBlock::new, "efficientnetv2_s"),
                timm(EfficientNetV2SBlock::new, "tf_efficientnetv2_s"),
                timm(EfficientNetLite0Block::new, "efficientnet_lite0"),
                timm(EfficientNetLite0Block::new, "tf_efficientnet_lite0"),
                keras(MobileNetV1Block::new, "MobileNet"),
                keras(KerasMobileNetV2Block::new, "MobileNetV2"),
                keras(ImageNetMobileNetV2Block::new, "MobileNetV2"),
                keras(MobileNetV3LargeBlock::new, "MobileNetV3Large"),
                keras(MobileNetV3SmallBlock::new, "MobileNetV3Small"),
                keras(EfficientNetB0Block::new, "EfficientNetB0"),
                keras(EfficientNetB1Block::new, "EfficientNetB1"),
                keras(EfficientNetV2SBlock::new, "EfficientNetV2S"));
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
