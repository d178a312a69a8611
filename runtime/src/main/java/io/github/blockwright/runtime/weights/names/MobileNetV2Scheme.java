package io.github.blockwright.runtime.weights.names;

/**
 * The names of MobileNetV2's layers in a family. Blocks are numbered n = 0, 1, ... through the whole network; the first
 * has no expansion.
 */
enum MobileNetV2Scheme {
    TORCHVISION {
        @Override
        UnitNames stem() {
            return new UnitNames("features.0.0", "features.0.1");
        }

        @Override
        UnitNames part(Part part, int n, int stage, int repeat) {
            String block = "features." + (n + 1) + ".conv.";
            int first = n == 0 ? 0 : 1;
            return switch (part) {
                case EXPAND -> new UnitNames(block + "0.0", block + "0.1");
                case DEPTHWISE -> new UnitNames(block + first + ".0", block + first + ".1");
                case PROJECT -> new UnitNames(block + (first + 1), block + (first + 2));
            };
        }

        @Override
        UnitNames head(int blocks) {
            return new UnitNames("features." + (blocks + 1) + ".0", "features." + (blocks + 1) + ".1");
        }

        @Override
        String classifier() {
            return "classifier.1";
        }
    },
    TIMM {
        @Override
        UnitNames stem() {
            return new UnitNames("conv_stem", "bn1");
        }

        @Override
        UnitNames part(Part part, int n, int stage, int repeat) {
            String block = "blocks." + stage + "." + repeat + ".";
            int first = n == 0 ? 0 : 1;
            return switch (part) {
                case EXPAND -> new UnitNames(block + "conv_pw", block + "bn1");
                case DEPTHWISE -> new UnitNames(block + "conv_dw", block + "bn" + (first + 1));
                case PROJECT -> new UnitNames(block + (n == 0 ? "conv_pw" : "conv_pwl"), block + "bn" + (first + 2));
            };
        }

        @Override
        UnitNames head(int blocks) {
            return new UnitNames("conv_head", "bn2");
        }

        @Override
        String classifier() {
            return "classifier";
        }
    },
    KERAS {
        @Override
        UnitNames stem() {
            return new UnitNames("Conv1", "bn_Conv1");
        }

        @Override
        UnitNames part(Part part, int n, int stage, int repeat) {
            String block = n == 0 ? "expanded_conv_" : "block_" + n + "_";
            String layer =
                    switch (part) {
                        case EXPAND -> block + "expand";
                        case DEPTHWISE -> block + "depthwise";
                        case PROJECT -> block + "project";
                    };
            return new UnitNames(layer, layer + "_BN");
        }

        @Override
        UnitNames head(int blocks) {
            return new UnitNames("Conv_1", "Conv_1_bn");
        }

        @Override
        String classifier() {
            return "predictions";
        }
    };

    /** A convolution of an inverted residual. */
    enum Part {
        EXPAND,
        DEPTHWISE,
        PROJECT
    }

    static MobileNetV2Scheme of(Family family) {
        return switch (family) {
            case TORCHVISION -> TORCHVISION;
            case TIMM -> TIMM;
            case KERAS -> KERAS;
        };
    }

    abstract UnitNames stem();

    /**
     * @param n the block's number in the network
     * @param stage the number of its row among the rows of inverted residuals, from 0
     * @param repeat its number in the row, from 0
     */
    abstract UnitNames part(Part part, int n, int stage, int repeat);

    /** @param blocks how many the network has */
    abstract UnitNames head(int blocks);

    abstract String classifier();
}
