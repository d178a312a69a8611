package io.github.blockwright.networks;

import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.weights.NetworkLibrary;
import java.util.List;
import java.util.function.Supplier;

/** All networks of this package, variants too. */
public final class Networks implements NetworkLibrary {
    private static final List<Supplier<? extends NetworkBlock<?, ?>>> ALL = List.of(
            CifarMobileNetV2Block::new,
            AdaptedMobileNetV2Block::new,
            AdaptedMobileNetV2_050Block::new,
            CifarMobileNetV3LargeBlock::new,
            CifarMobileNetV3SmallBlock::new,
            ShapesNetBlock::new,
            DogsVsCatsBlock::new,
            MobileNetV1Block::new,
            MobileNetV1_050Block::new,
            ImageNetMobileNetV2Block::new,
            ImageNetMobileNetV2_035_224Block::new,
            ImageNetMobileNetV2_050_224Block::new,
            ImageNetMobileNetV2_075_224Block::new,
            ImageNetMobileNetV2_130_224Block::new,
            ImageNetMobileNetV2_140_224Block::new,
            ImageNetMobileNetV2_100_96Block::new,
            ImageNetMobileNetV2_100_128Block::new,
            ImageNetMobileNetV2_100_160Block::new,
            ImageNetMobileNetV2_100_192Block::new,
            KerasMobileNetV2Block::new,
            MobileNetV2_110dBlock::new,
            MobileNetV2_120dBlock::new,
            MobileNetV3LargeBlock::new,
            MobileNetV3Large_075Block::new,
            MobileNetV3SmallBlock::new,
            MobileNetV3Small_075Block::new,
            MobileNetV3Small_050Block::new,
            MobileNetV4ConvSmallBlock::new,
            MobileNetV4ConvMediumBlock::new,
            MobileNetV4ConvLargeBlock::new,
            MnasNetA1Block::new,
            MnasNetB1Block::new,
            EfficientNetB0Block::new,
            EfficientNetB1Block::new,
            EfficientNetB2Block::new,
            EfficientNetB3Block::new,
            EfficientNetB4Block::new,
            EfficientNetLite0Block::new,
            EfficientNetV2SBlock::new,
            ShuffleNetV2_050Block::new,
            ShuffleNetV2Block::new,
            ShuffleNetV2_150Block::new,
            ShuffleNetV2_200Block::new,
            GhostNetBlock::new,
            SqueezeNetBlock::new,
            RegNetX400MFBlock::new,
            RegNetY400MFBlock::new,
            ResNet18Block::new,
            ResNet34Block::new,
            ResNet50Block::new);

    /** For {@link java.util.ServiceLoader}; programs have {@link #all}. */
    public Networks() {}

    /** {@return what makes a new block of each, not initialised} */
    public static List<Supplier<? extends NetworkBlock<?, ?>>> all() {
        return ALL;
    }

    @Override
    public List<Supplier<? extends NetworkBlock<?, ?>>> networks() {
        return ALL;
    }
}
