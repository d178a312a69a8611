package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

@Network(input = @Input(height = 0, width = -1, channels = 0), divisor = 0)
//                               ^ error: [BW020] TooSmall: height = 0 is too small; write at least 1
//                                          ^ error: [BW020] TooSmall: width = -1 is too small; write at least 1
//                                                         ^ error: [BW020] TooSmall: channels = 0 is too small; write at least 1
//                                                                       ^ error: [BW020] TooSmall: divisor = 0 is too small; write at least 1
@Budget(parameters = 0, multiplyAdds = -5)
//                   ^ error: [BW020] TooSmall: parameters = 0 is too small; write at least 1
//                                     ^ error: [BW020] TooSmall: multiplyAdds = -5 is too small; write at least 1
record TooSmall(
        @Conv(filters = 0, kernel = 0, strides = 0, groups = 0) NDArray conv,
        //              ^ error: [BW020] conv: filters = 0 is too small; write at least 1
        //                          ^ error: [BW020] conv: kernel = 0 is too small; write at least 1
        //                                       ^ error: [BW020] conv: strides = 0 is too small; write at least 1
        //                                                   ^ error: [BW020] conv: groups = 0 is too small; write at least 1
        @InvertedResidual(expansion = 0, filters = -3, strides = -1, count = 0, kernel = -1) NDArray stage,
        //                            ^ error: [BW020] stage: expansion = 0 is too small; write at least 1
        //                                         ^ error: [BW020] stage: filters = -3 is too small; write at least 1
        //                                                       ^ error: [BW020] stage: strides = -1 is too small; write at least 1
        //                                                                   ^ error: [BW020] stage: count = 0 is too small; write at least 1
        //                                                                               ^ error: [BW020] stage: kernel = -1 is too small; write at least 1
        @InvertedResidual(expandedChannels = 0, filters = 8) NDArray absolute,
        //                                   ^ error: [BW020] absolute: expandedChannels = 0 is too small; write at least 1
        @FusedInvertedResidual(expansion = 0, filters = 0, strides = 0, count = 0, kernel = 0) NDArray fused,
        //                                 ^ error: [BW020] fused: expansion = 0 is too small; write at least 1
        //                                              ^ error: [BW020] fused: filters = 0 is too small; write at least 1
        //                                                           ^ error: [BW020] fused: strides = 0 is too small; write at least 1
        //                                                                      ^ error: [BW020] fused: count = 0 is too small; write at least 1
        //                                                                                  ^ error: [BW020] fused: kernel = 0 is too small; write at least 1
        @UniversalInvertedBottleneck(expansion = 0, filters = 0, strides = 0, count = 0, startKernel = -1, kernel = -1)
        //                                       ^ error: [BW020] universal: expansion = 0 is too small; write at least 1
        //                                                    ^ error: [BW020] universal: filters = 0 is too small; write at least 1
        //                                                                 ^ error: [BW020] universal: strides = 0 is too small; write at least 1
        //                                                                            ^ error: [BW020] universal: count = 0 is too small; write at least 1
        //                                                                                             ^ error: [BW020] universal: startKernel = -1 is too small; write at least 0
        //                                                                                                          ^ error: [BW020] universal: kernel = -1 is too small; write at least 0
        NDArray universal,
        @DepthwiseSeparable(filters = 0, strides = 0, count = 0, kernel = 0) NDArray separable,
        //                            ^ error: [BW020] separable: filters = 0 is too small; write at least 1
        //                                         ^ error: [BW020] separable: strides = 0 is too small; write at least 1
        //                                                    ^ error: [BW020] separable: count = 0 is too small; write at least 1
        //                                                                ^ error: [BW020] separable: kernel = 0 is too small; write at least 1
        @Residual(filters = 0, bottleneck = 0, strides = 0, count = 0, kernel = 0, groups = 0) NDArray residual,
        //                  ^ error: [BW020] residual: filters = 0 is too small; write at least 1
        //                                  ^ error: [BW020] residual: bottleneck = 0 is too small; write at least 1
        //                                               ^ error: [BW020] residual: strides = 0 is too small; write at least 1
        //                                                          ^ error: [BW020] residual: count = 0 is too small; write at least 1
        //                                                                      ^ error: [BW020] residual: kernel = 0 is too small; write at least 1
        //                                                                                  ^ error: [BW020] residual: groups = 0 is too small; write at least 1
        @AveragePool(kernel = 0, strides = 0) NDArray average,
        //                    ^ error: [BW020] average: kernel = 0 is too small; write at least 1
        //                                 ^ error: [BW020] average: strides = 0 is too small; write at least 1
        @MaxPool(kernel = -2, strides = -2) NDArray maximum,
        //                ^ error: [BW020] maximum: kernel = -2 is too small; write at least 1
        //                              ^ error: [BW020] maximum: strides = -2 is too small; write at least 1
        @Apply(value = ai.djl.nn.SequentialBlock.class, filters = 0, strides = 0, parameters = -1, multiplyAdds = -1)
        //                                                        ^ error: [BW020] applied: filters = 0 is too small; write at least 1
        //                                                                     ^ error: [BW020] applied: strides = 0 is too small; write at least 1
        //                                                                                     ^ error: [BW020] applied: parameters = -1 is too small; write at least 0
        //                                                                                                        ^ error: [BW020] applied: multiplyAdds = -1 is too small; write at least 0
        NDArray applied,
        @Dense(units = 0) NDArray logits) {}
        //             ^ error: [BW020] logits: units = 0 is too small; write at least 1
