package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

interface NeedsMap {
    @Network(input = @Input(height = 8, width = 8))
    record Convolution(@Conv(filters = 16) NDArray stem, @GlobalAveragePool NDArray pooled, @Dropout(0.2) NDArray dropped,
            @Conv(filters = 8) NDArray row, @Conv(filters = 8) NDArray notTold) {}
          //^ error: [BW040] row: @Conv needs a feature map (channels × height × width), but after pooled there is only a vector of 16 features; move it before pooled

    @Network(input = @Input(height = 8, width = 8))
    record Stage(@Conv(filters = 16) NDArray stem, @GlobalAveragePool NDArray pooled, @Dropout(0.2) NDArray dropped,
            @InvertedResidual(expansion = 6, filters = 8) NDArray row, @Conv(filters = 8) NDArray notTold) {}
          //^ error: [BW040] row: @InvertedResidual needs a feature map (channels × height × width), but after pooled there is only a vector of 16 features; move it before pooled

    @Network(input = @Input(height = 8, width = 8))
    record Separable(@Conv(filters = 16) NDArray stem, @GlobalAveragePool NDArray pooled, @Dropout(0.2) NDArray dropped,
            @DepthwiseSeparable(filters = 8) NDArray row, @Conv(filters = 8) NDArray notTold) {}
          //^ error: [BW040] row: @DepthwiseSeparable needs a feature map (channels × height × width), but after pooled there is only a vector of 16 features; move it before pooled

    @Network(input = @Input(height = 8, width = 8))
    record Classic(@Conv(filters = 16) NDArray stem, @GlobalAveragePool NDArray pooled, @Dropout(0.2) NDArray dropped,
            @Residual(filters = 8, bottleneck = 2) NDArray row, @Conv(filters = 8) NDArray notTold) {}
          //^ error: [BW040] row: @Residual needs a feature map (channels × height × width), but after pooled there is only a vector of 16 features; move it before pooled

    @Network(input = @Input(height = 8, width = 8))
    record Basic(@Conv(filters = 16) NDArray stem, @GlobalAveragePool NDArray pooled, @Dropout(0.2) NDArray dropped,
            @BasicResidual(filters = 8) NDArray row, @Conv(filters = 8) NDArray notTold) {}
          //^ error: [BW040] row: @BasicResidual needs a feature map (channels × height × width), but after pooled there is only a vector of 16 features; move it before pooled

    @Network(input = @Input(height = 8, width = 8))
    record Shuffled(@Conv(filters = 16) NDArray stem, @GlobalAveragePool NDArray pooled, @Dropout(0.2) NDArray dropped,
            @ShuffleUnit(filters = 8) NDArray row, @Conv(filters = 8) NDArray notTold) {}
          //^ error: [BW040] row: @ShuffleUnit needs a feature map (channels × height × width), but after pooled there is only a vector of 16 features; move it before pooled

    @Network(input = @Input(height = 8, width = 8))
    record Ghost(@Conv(filters = 16) NDArray stem, @GlobalAveragePool NDArray pooled, @Dropout(0.2) NDArray dropped,
            @GhostBottleneck(expandedChannels = 8, filters = 8) NDArray row, @Conv(filters = 8) NDArray notTold) {}
          //^ error: [BW040] row: @GhostBottleneck needs a feature map (channels × height × width), but after pooled there is only a vector of 16 features; move it before pooled

    @Network(input = @Input(height = 8, width = 8))
    record Burning(@Conv(filters = 16) NDArray stem, @GlobalAveragePool NDArray pooled, @Dropout(0.2) NDArray dropped,
            @Fire(squeezed = 2, filters = 8) NDArray row, @Conv(filters = 8) NDArray notTold) {}
          //^ error: [BW040] row: @Fire needs a feature map (channels × height × width), but after pooled there is only a vector of 16 features; move it before pooled

    @Network(input = @Input(height = 8, width = 8))
    record Average(@Conv(filters = 16) NDArray stem, @GlobalAveragePool NDArray pooled, @Dropout(0.2) NDArray dropped,
            @AveragePool NDArray row, @Conv(filters = 8) NDArray notTold) {}
          //^ error: [BW040] row: @AveragePool needs a feature map (channels × height × width), but after pooled there is only a vector of 16 features; move it before pooled

    @Network(input = @Input(height = 8, width = 8))
    record Maximum(@Conv(filters = 16) NDArray stem, @GlobalAveragePool NDArray pooled, @Dropout(0.2) NDArray dropped,
            @MaxPool NDArray row, @Conv(filters = 8) NDArray notTold) {}
          //^ error: [BW040] row: @MaxPool needs a feature map (channels × height × width), but after pooled there is only a vector of 16 features; move it before pooled

    @Network(input = @Input(height = 8, width = 8))
    record Global(@Conv(filters = 16) NDArray stem, @GlobalAveragePool NDArray pooled, @Dropout(0.2) NDArray dropped,
            @GlobalAveragePool NDArray row, @Conv(filters = 8) NDArray notTold) {}
          //^ error: [BW040] row: @GlobalAveragePool needs a feature map (channels × height × width), but after pooled there is only a vector of 16 features; move it before pooled

    @Network(input = @Input(height = 8, width = 8))
    record Flat(@Conv(filters = 16) NDArray stem, @GlobalAveragePool NDArray pooled, @Dropout(0.2) NDArray dropped,
            @Flatten NDArray row, @Conv(filters = 8) NDArray notTold) {}
          //^ error: [BW040] row: @Flatten needs a feature map (channels × height × width), but after pooled there is only a vector of 16 features; move it before pooled

    @Network(input = @Input(height = 8, width = 8))
    record Applied(@Conv(filters = 16) NDArray stem, @GlobalAveragePool NDArray pooled, @Dropout(0.2) NDArray dropped,
            @Apply(value = ai.djl.nn.SequentialBlock.class, filters = 8, strides = 2) NDArray row, @Conv(filters = 8) NDArray notTold) {}
          //^ error: [BW040] row: @Apply needs a feature map (channels × height × width), but after pooled there is only a vector of 16 features; move it before pooled
}
