package tables;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.Conv;
import io.github.blockwright.dsl.Dense;
import io.github.blockwright.dsl.Dropout;
import io.github.blockwright.dsl.GlobalAveragePool;
import io.github.blockwright.dsl.Input;
import io.github.blockwright.dsl.Network;

/** Legal names that generated code must step around. */
@SuppressWarnings("blockwright:kernel-exceeds-map")
interface WeirdNames {
    /** Its name is that of the generated enum, and its rows are named like variables of generated code. */
    @Network(input = @Input(height = 2, width = 3, channels = 1))
    record Row(
            @Conv(filters = 1, kernel = 3) NDArray store,
            @Conv(filters = 1)             NDArray images,
            @Conv(filters = 1)             NDArray inputs,
            @Conv(filters = 1)             NDArray training,
            @Conv(filters = 1)             NDArray params,
            @Conv(filters = 1)             NDArray parameters,
            @Conv(filters = 1)             NDArray classes,
            @Conv(filters = 1)             NDArray SUMMARY,
            @Conv(filters = 1)             NDArray CONVENTIONS,
            @Conv(filters = 1)             NDArray yield,
            @Conv(filters = 1)             NDArray record,
            @Conv(filters = 1)             NDArray $,
            @Conv(filters = 1)             NDArray straße,
            @Conv(filters = 1)             NDArray lastConv1x1,
            @Conv(filters = 1)             NDArray ConvNormActivation,
            @Conv(filters = 1)             NDArray Activation,
            @Conv(filters = 1)             NDArray Padding,
            @Conv(filters = 1)             NDArray List,
            @Conv(filters = 1)             NDArray Pass,
            @GlobalAveragePool             NDArray Pooling,
            @Dropout(0.5)                  NDArray WeirdNames,
            @Dense(units = 1)              NDArray NDArray) {}
}
