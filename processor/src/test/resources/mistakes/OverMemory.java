package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

interface OverMemory {
    @Network(input = @Input(height = 96, width = 96))
    @Budget(peakMemory = 200_000, modelSize = 5_000, precision = Precision.INT8)
    //                   ^ error: [BW070] Microcontroller: 479,232 bytes of int8 maps are held at once, which exceeds the budget of 200,000 in the rows stage1 (479,232), stage2 (276,480): bring strides forward, lessen what they expand to, take smaller images, or raise the budget
    //                                        ^ error: [BW046] Microcontroller: 21,802 bytes of int8 weights exceed the budget of 5,000; the dearest rows are stage1 (13,280), stage2 (7,512), stem (640): make them narrower, or raise the budget
    record Microcontroller(
            @Conv(filters = 16, kernel = 3, strides = 2) NDArray stem,
            @InvertedResidual(expansion = 6, filters = 16, count = 2) NDArray stage1,
            @InvertedResidual(expansion = 6, filters = 24, strides = 2) NDArray stage2,
            @GlobalAveragePool NDArray pooled,
            @Dense(units = 10) NDArray logits) {}

    @Network(input = @Input(height = 96, width = 96))
    @Budget(peakMemory = 0, modelSize = 0)
    //                   ^ error: [BW020] Nothing: peakMemory = 0 is too small; write at least 1
    //                                  ^ error: [BW020] Nothing: modelSize = 0 is too small; write at least 1
    record Nothing(@Conv(filters = 16, kernel = 3) NDArray stem) {}
}
