package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

@Network(input = @Input(height = 8, width = 8))
public record BlockConstructor(
        @Apply(value = BlockConstructor.Hidden.class, filters = 8) NDArray hidden,
        //                                    ^ error: [BW034] hidden: mistakes.BlockConstructor.Hidden has no public constructor without arguments; add one
        @Apply(value = BlockConstructor.Parameterised.class, filters = 8) NDArray parameterised) {
        //                                           ^ error: [BW034] parameterised: mistakes.BlockConstructor.Parameterised has no public constructor without arguments; add one
    public static class Hidden extends ai.djl.nn.SequentialBlock {
        Hidden() {}
    }

    public static class Parameterised extends ai.djl.nn.SequentialBlock {
        public Parameterised(int size) {}
    }
}
