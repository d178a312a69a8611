package io.github.blockwright.runtime.blocks;

/** A published network that a table can be like, whatever its widths, depths and number of classes. */
public enum Architecture {
    /** Sandler et al., <i>MobileNetV2: Inverted Residuals and Linear Bottlenecks</i>, CVPR 2018, Table 2. */
    MOBILENET_V2("MobileNetV2"),
    /** Howard et al., <i>Searching for MobileNetV3</i>, ICCV 2019, Tables 1 and 2. */
    MOBILENET_V3("MobileNetV3");

    private final String title;

    Architecture(String title) {
        this.title = title;
    }

    /** As its paper writes it. */
    @Override
    public String toString() {
        return title;
    }
}
