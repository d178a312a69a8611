package tables;

import static io.github.blockwright.dsl.Activation.*;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

/** Tables that are like a published network but for one row. */
interface Unlike {
    @Network(input = @Input(height = 32, width = 32))
    record Pooling(@GlobalAveragePool NDArray pooled) {}

    @Network(input = @Input(height = 32, width = 32))
    record Flat(
            @Flatten          NDArray flat,
            @Dense(units = 2) NDArray logits) {}

    @Network(input = @Input(height = 32, width = 32))
    record Swish(@Conv(filters = 4, activation = SILU) NDArray stem) {}

    @Network(input = @Input(height = 32, width = 32))
    record Bias(@Conv(filters = 4, batchNorm = false) NDArray stem) {}

    @Network(input = @Input(height = 32, width = 32))
    record Plain(
            @Conv(filters = 4) NDArray stem,
            @Conv(filters = 4) NDArray stage1) {}

    @Network(input = @Input(height = 32, width = 32))
    record Separable(
            @Conv(filters = 4)               NDArray stem,
            @DepthwiseSeparable(filters = 4) NDArray stage1) {}

    @Network(input = @Input(height = 32, width = 32))
    record Early(
            @Conv(filters = 4)                            NDArray stem,
            @InvertedResidual(expansion = 6, filters = 4) NDArray stage1) {}

    @Network(input = @Input(height = 32, width = 32))
    record Late(
            @Conv(filters = 4)                                       NDArray stem,
            @InvertedResidual(expansion = 1, filters = 4, count = 2) NDArray stage1) {}

    @Network(input = @Input(height = 32, width = 32))
    record Shortcuts(
            @Conv(filters = 4)                                                           NDArray stem,
            @InvertedResidual(expansion = 1, filters = 4, shortcut = Shortcut.EXPANSION) NDArray stage1) {}

    @Network(input = @Input(height = 32, width = 32))
    record Projected(
            @Conv(filters = 4)                                                          NDArray stem,
            @InvertedResidual(expansion = 1, filters = 4, projectionActivation = RELU6) NDArray stage1) {}

    @Network(input = @Input(height = 32, width = 32))
    record Squeezed(
            @Conv(filters = 4)                                                NDArray stem,
            @InvertedResidual(expansion = 1, filters = 4, squeeze = @Squeeze) NDArray stage1) {}

    @Network(input = @Input(height = 32, width = 32))
    record Gated(
            @Conv(filters = 4, activation = HARD_SWISH)                                                                 NDArray stem,
            @InvertedResidual(expandedChannels = 4, filters = 4, activation = RELU, squeeze = @Squeeze(gate = SIGMOID)) NDArray stage1) {}

    @Network(input = @Input(height = 32, width = 32))
    record Interrupted(
            @Conv(filters = 4)                            NDArray stem,
            @InvertedResidual(expansion = 1, filters = 4) NDArray stage1,
            @GlobalAveragePool                            NDArray pooled,
            @Dense(units = 4)                             NDArray hidden) {}

    @Network(input = @Input(height = 32, width = 32))
    record Linear(
            @Conv(filters = 4)                            NDArray stem,
            @InvertedResidual(expansion = 1, filters = 4) NDArray stage1,
            @Conv(filters = 8, activation = HARD_SWISH)   NDArray last) {}

    @Network(input = @Input(height = 32, width = 32))
    record Ended(
            @Conv(filters = 4)                            NDArray stem,
            @InvertedResidual(expansion = 1, filters = 4) NDArray stage1) {}

    @Network(input = @Input(height = 32, width = 32))
    record TwoHeads(
            @Conv(filters = 4)                            NDArray stem,
            @InvertedResidual(expansion = 1, filters = 4) NDArray stage1,
            @Conv(filters = 8)                            NDArray last,
            @GlobalAveragePool                            NDArray pooled,
            @Dense(units = 4, activation = HARD_SWISH)    NDArray hidden,
            @Dense(units = 2)                             NDArray logits) {}

    @Network(input = @Input(height = 32, width = 32))
    record ThreeHeads(
            @Conv(filters = 4, activation = HARD_SWISH)                      NDArray stem,
            @InvertedResidual(expansion = 1, filters = 4, activation = RELU) NDArray stage1,
            @Conv(filters = 8, activation = HARD_SWISH)                      NDArray last,
            @GlobalAveragePool                                               NDArray pooled,
            @Dense(units = 4, activation = HARD_SWISH)                       NDArray hidden,
            @Dense(units = 4, activation = HARD_SWISH)                       NDArray deep,
            @Dense(units = 2)                                                NDArray logits) {}

    @Network(input = @Input(height = 32, width = 32))
    record Deep(
            @Conv(filters = 4)                                          NDArray stem,
            @InvertedResidual(expansion = 1, filters = 4)               NDArray stage1,
            @InvertedResidual(expansion = 2, filters = 4, count = 1000) NDArray stage2) {}
}
