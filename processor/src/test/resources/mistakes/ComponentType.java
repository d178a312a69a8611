package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

@Network(input = @Input(height = 8, width = 8))
record ComponentType(
        @Conv(filters = 8) int number,
        //                     ^ error: [BW012] number: has the type int, but a row holds its activation; change it to ai.djl.ndarray.NDArray
        @Conv(filters = 8) String text,
        //                        ^ error: [BW012] text: has the type java.lang.String, but a row holds its activation; change it to ai.djl.ndarray.NDArray
        @Conv(filters = 8) java.util.List<NDArray> list,
        //                                         ^ error: [BW012] list: has the type java.util.List<ai.djl.ndarray.NDArray>, but a row holds its activation; change it to ai.djl.ndarray.NDArray
        @Conv(filters = 8) NDArray[] array,
        //                           ^ error: [BW012] array: has the type ai.djl.ndarray.NDArray[], but a row holds its activation; change it to ai.djl.ndarray.NDArray
        @Conv(filters = 8) NDArray good,
        @Conv(filters = 8) NDArray... arrays) {}
        //                            ^ error: [BW012] arrays: has the type ai.djl.ndarray.NDArray[], but a row holds its activation; change it to ai.djl.ndarray.NDArray
