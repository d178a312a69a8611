package io.github.blockwright.runtime.weights;

import java.util.List;
import java.util.Optional;

/**
 * What the files are called that others publish of a network of the library.
 *
 * @param network the simple name of the record, and of its variant where that has weights of its own
 * @param torchvision file names at PyTorch's address, the best weights first; behind the hyphen the first digits of the
 *     file's SHA-256, which is torch hub's convention
 * @param timm what timm calls the network, without the tag of the weights
 * @param keras the file names in Keras' cache, with the classifier first
 */
record PublishedFiles(String network, List<String> torchvision, List<String> timm, List<String> keras) {
    private static final List<PublishedFiles> ALL = List.of(
            of("ImageNetMobileNetV2", "mobilenetv2_100", keras("mobilenet_v2", "1.0"))
                    .with("mobilenet_v2-7ebf99e0.pth", "mobilenet_v2-b0353104.pth"),
            of("ImageNetMobileNetV2_035", "mobilenetv2_035", keras("mobilenet_v2", "0.35")),
            of("ImageNetMobileNetV2_050", "mobilenetv2_050", keras("mobilenet_v2", "0.5")),
            of("ImageNetMobileNetV2_075", "mobilenetv2_075", keras("mobilenet_v2", "0.75")),
            of("ImageNetMobileNetV2_130", "", keras("mobilenet_v2", "1.3")),
            of("ImageNetMobileNetV2_140", "mobilenetv2_140", keras("mobilenet_v2", "1.4")),
            of("KerasMobileNetV2", "", keras("mobilenet_v2", "1.0")),
            of("MobileNetV2_110d", "mobilenetv2_110d", List.of()),
            of("MobileNetV2_120d", "mobilenetv2_120d", List.of()),
            of("MobileNetV3Large", "mobilenetv3_large_100", kerasV3("large_224_1.0"))
                    .with("mobilenet_v3_large-5c1a4163.pth", "mobilenet_v3_large-8738ca79.pth"),
            of("MobileNetV3Large_075", "mobilenetv3_large_075", kerasV3("large_224_0.75")),
            of("MobileNetV3Small", "mobilenetv3_small_100", kerasV3("small_224_1.0"))
                    .with("mobilenet_v3_small-047dcff4.pth"),
            of("MobileNetV3Small_075", "mobilenetv3_small_075", kerasV3("small_224_0.75")),
            of("MobileNetV3Small_050", "mobilenetv3_small_050", List.of()),
            of("MobileNetV1", "mobilenetv1_100", List.of("mobilenet_1_0_224_tf.h5", "mobilenet_1_0_224_tf_no_top.h5")),
            of("MobileNetV4ConvSmall", "mobilenetv4_conv_small", List.of()),
            of("MobileNetV4ConvMedium", "mobilenetv4_conv_medium", List.of()),
            of("MobileNetV4ConvLarge", "mobilenetv4_conv_large", List.of()),
            of("MnasNetA1", "semnasnet_100", List.of()),
            of("MnasNetB1", "mnasnet_100", List.of()).with("mnasnet1.0_top1_73.512-f206786ef8.pth"),
            of("EfficientNetB0", "efficientnet_b0", kerasEfficient("b0"))
                    .with("efficientnet_b0_rwightman-7f5810bc.pth"),
            of("EfficientNetB1", "efficientnet_b1", kerasEfficient("b1"))
                    .with("efficientnet_b1-c27df63c.pth", "efficientnet_b1_rwightman-bac287d4.pth"),
            of("EfficientNetB2", "efficientnet_b2", kerasEfficient("b2"))
                    .with("efficientnet_b2_rwightman-c35c1473.pth"),
            of("EfficientNetB3", "efficientnet_b3", kerasEfficient("b3"))
                    .with("efficientnet_b3_rwightman-b3899882.pth"),
            of("EfficientNetB4", "efficientnet_b4", kerasEfficient("b4"))
                    .with("efficientnet_b4_rwightman-23ab8bcd.pth"),
            of("EfficientNetLite0", "efficientnet_lite0", List.of()),
            of("EfficientNetV2S", "", kerasEfficient("v2-s")).with("efficientnet_v2_s-dd5fe13b.pth"),
            of("ResNet18", "resnet18", List.of()).with("resnet18-f37072fd.pth"),
            of("ResNet34", "resnet34", List.of()).with("resnet34-b627a593.pth"),
            of("ResNet50", "resnet50", List.of()).with("resnet50-11ad3fa6.pth", "resnet50-0676ba61.pth"),
            of("RegNetX400MF", "regnetx_004_tv", List.of())
                    .with("regnet_x_400mf-62229a5f.pth", "regnet_x_400mf-adf1edd5.pth"),
            of("RegNetY400MF", "regnety_004", List.of())
                    .with("regnet_y_400mf-e6988f5f.pth", "regnet_y_400mf-c65dace8.pth"),
            of("ShuffleNetV2_050", "", List.of()).with("shufflenetv2_x0.5-f707e7126e.pth"),
            of("ShuffleNetV2", "", List.of()).with("shufflenetv2_x1-5666bf0f80.pth"),
            of("ShuffleNetV2_150", "", List.of()).with("shufflenetv2_x1_5-3c479a10.pth"),
            of("ShuffleNetV2_200", "", List.of()).with("shufflenetv2_x2_0-8be3c8ee.pth"),
            of("GhostNet", "ghostnet_100", List.of()),
            of("SqueezeNet", "", List.of()).with("squeezenet1_1-b8a52dc0.pth"));

    PublishedFiles {
        torchvision = List.copyOf(torchvision);
        timm = List.copyOf(timm);
        keras = List.copyOf(keras);
    }

    /**
     * The files of a network, by the name of its table: its own, or those of the network that it is a variant of for images
     * of another size.
     */
    static Optional<PublishedFiles> of(String network) {
        Optional<PublishedFiles> own = named(network);
        int end = network.lastIndexOf('_');
        if (own.isPresent() || end < 0) {
            return own;
        }
        // What stands behind the last underscore of a variant is the size; 100 is the width of the record's own
        // network.
        String withoutSize = network.substring(0, end);
        return named(withoutSize.endsWith("_100") ? withoutSize.substring(0, end - 4) : withoutSize);
    }

    private static Optional<PublishedFiles> named(String network) {
        return ALL.stream().filter(files -> files.network.equals(network)).findFirst();
    }

    private static PublishedFiles of(String network, String timm, List<String> keras) {
        return new PublishedFiles(network, List.of(), timm.isEmpty() ? List.of() : List.of(timm), keras);
    }

    private PublishedFiles with(String... files) {
        return new PublishedFiles(network, List.of(files), timm, keras);
    }

    private static List<String> keras(String name, String width) {
        String start = name + "_weights_tf_dim_ordering_tf_kernels_" + width + "_224";
        return List.of(start + ".h5", start + "_no_top.h5");
    }

    private static List<String> kerasV3(String name) {
        String start = "weights_mobilenet_v3_" + name + "_float";
        return List.of(start + ".h5", start + "_no_top_v2.h5");
    }

    private static List<String> kerasEfficient(String name) {
        return List.of("efficientnet" + name + ".h5", "efficientnet" + name + "_notop.h5");
    }
}
