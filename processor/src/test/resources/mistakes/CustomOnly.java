package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

interface CustomOnly {
    @Network(input = @Input(height = 8, width = 8, scale = 1, mean = {1, 1, 1}, standardDeviation = 2))
    //                                                     ^ error: [BW025] Unnamed: scale has no effect, because preprocessing = MINUS_ONE_TO_ONE decides it; write preprocessing = Preprocessing.CUSTOM, or remove it
    //                                                               ^ error: [BW025] Unnamed: mean has no effect, because preprocessing = MINUS_ONE_TO_ONE decides it; write preprocessing = Preprocessing.CUSTOM, or remove it
    //                                                                                              ^ error: [BW025] Unnamed: standardDeviation has no effect, because preprocessing = MINUS_ONE_TO_ONE decides it; write preprocessing = Preprocessing.CUSTOM, or remove it
    record Unnamed(@Conv(filters = 8) NDArray stem) {}

    @Network(input = @Input(height = 8, width = 8, preprocessing = Preprocessing.ZERO_TO_ONE, scale = 1 / 255.0))
    //                                                                                                  ^ error: [BW025] Named: scale has no effect, because preprocessing = ZERO_TO_ONE decides it; write preprocessing = Preprocessing.CUSTOM, or remove it
    record Named(@Conv(filters = 8) NDArray stem) {}
}
