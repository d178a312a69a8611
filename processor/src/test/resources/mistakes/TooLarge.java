package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

interface TooLarge {
    @Network(input = @Input(height = 8, width = 8))
    record Expanded(
            @Conv(filters = 2000000) NDArray stem,
            @InvertedResidual(expansion = 2000, filters = 8) NDArray stage) {}
          //^ error: [BW045] stage: its channels or its cost exceed the range of Java's numbers (overflow); write smaller attributes

    @Network(input = @Input(height = 2147483647, width = 2147483647))
    record Counts(@Conv(filters = 2147483647) NDArray stem) {}
    //            ^ error: [BW045] stem: its channels or its cost exceed the range of Java's numbers (overflow); write smaller attributes

    @Network(input = @Input(height = 65536, width = 65536))
    record Flat(@Flatten NDArray flat) {}
    //          ^ error: [BW045] flat: its channels or its cost exceed the range of Java's numbers (overflow); write smaller attributes

    @Network(input = @Input(height = 8, width = 8), width = 1e10)
    record Scaled(@Conv(filters = 32) NDArray stem) {}
    //            ^ error: [BW045] stem: its channels or its cost exceed the range of Java's numbers (3.2E11 filters); write smaller attributes

    @Network(input = @Input(height = 8, width = 8))
    record Sum(
            @GlobalAveragePool NDArray pooled,
            @Dense(units = 2147483647, activation = Activation.RELU) NDArray one,
            @Dense(units = 2147483647, activation = Activation.RELU) NDArray two,
          //^ error: [BW045] two: its channels or its cost exceed the range of Java's numbers (overflow); write smaller attributes
            @Dense(units = 2147483647, activation = Activation.RELU) NDArray three,
            @Dense(units = 2147483647, activation = Activation.RELU) NDArray four) {}
}
