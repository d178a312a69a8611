package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

@Network(input = @Input(height = 8, width = 8))
record NoRow(
        @Conv(filters = 8) NDArray stem,
        NDArray forgotten,
        //      ^ error: [BW010] forgotten: has no row annotation, so nothing says what it computes; add one of @Conv, @InvertedResidual, @FusedInvertedResidual, @UniversalInvertedBottleneck, @DepthwiseSeparable, @Residual, @BasicResidual, @ShuffleUnit, @GhostBottleneck, @Fire, @GlobalAveragePool, @AveragePool, @MaxPool, @Flatten, @Dropout, @Dense, @Apply, @Backbone
        @Deprecated NDArray other,
        //                  ^ error: [BW010] other: has no row annotation, so nothing says what it computes; add one of @Conv, @InvertedResidual, @FusedInvertedResidual, @UniversalInvertedBottleneck, @DepthwiseSeparable, @Residual, @BasicResidual, @ShuffleUnit, @GhostBottleneck, @Fire, @GlobalAveragePool, @AveragePool, @MaxPool, @Flatten, @Dropout, @Dense, @Apply, @Backbone
        @Conv(filters = 8) NDArray last) {}
