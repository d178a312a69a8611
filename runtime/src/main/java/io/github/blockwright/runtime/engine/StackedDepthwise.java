package io.github.blockwright.runtime.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.List;
import java.util.Optional;

/**
 * A depthwise 3×3 convolution of maps of one or two rows, with all images of the batch in one column: (N, C, H, W) is
 * read as (1, C, N · (H + zero rows), W), and the zero rows are the padding between images. The engine's gradient of a
 * depthwise weight goes from image to image and costs about the same for each, however small; this way there is one. The
 * sums are the same, so that results differ by rounding at most.
 */
public final class StackedDepthwise {
    private static final int KERNEL = 3;
    private static final int MAX_STRIDES = 2;
    // Rows are added until the next image starts where a stride does; what comes out of them is left away.
    private static final String BODY = """
            images, channels, height, width = x.size(0), x.size(1), x.size(2), x.size(3)
            rows = (height + %1$d) // %1$d * %1$d
            column = torch.constant_pad_nd(x, [0, 0, 0, rows - height], 0).permute([0, 2, 3, 1])
            column = column.reshape([1, images * rows, width, channels]).permute([0, 3, 1, 2])
            y = torch.conv2d(column, weight, None, [%1$d, %1$d], [1, 1], [1, 1], channels).permute([0, 2, 3, 1])
            y = y.reshape([images, rows // %1$d, y.size(2), channels])[:, :(height + %1$d - 1) // %1$d]
            return torch.clone(y.permute([0, 3, 1, 2]), memory_format=2)
            """;

    private StackedDepthwise() {}

    /** Loaded at the first use, since loading it starts the engine. */
    private static final class Holder {
        private static final Optional<EngineScript> SCRIPT = EngineScript.load(List.of(method(1), method(MAX_STRIDES)));
    }

    private static EngineScript.Method method(int strides) {
        return new EngineScript.Method(name(strides), "x: Tensor, weight: Tensor", BODY.formatted(strides));
    }

    private static String name(int strides) {
        return "strides" + strides;
    }

    /**
     * Whether this form is the faster one in training, as measured: taller maps gain nothing by it.
     *
     * @param height of the map
     */
    public static boolean pays(int kernel, int strides, long height) {
        return kernel == KERNEL && strides <= MAX_STRIDES && height <= strides + 1;
    }

    /**
     * The convolution with a padding of 1 on all sides, owned by the caller; nothing where the engine has no TorchScript.
     *
     * @param x (N, C, H, W), channels last
     * @param weight (C, 1, 3, 3)
     * @param strides 1 or 2
     */
    public static Optional<NDArray> of(NDArray x, NDArray weight, int strides) {
        return Holder.SCRIPT.map(script -> script.run(name(strides), new NDList(x, weight)));
    }
}
