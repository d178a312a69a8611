package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

@Network(input = @Input(height = 8, width = 8))
record BlockNotPublic(
        @Apply(value = Mine.class, filters = 8) NDArray hidden,
        //                 ^ error: [BW031] hidden: mistakes.BlockNotPublic.Mine is not public; make it and the types around it public
        @Apply(value = Around.Mine.class, filters = 8) NDArray around) {
        //                        ^ error: [BW031] around: mistakes.BlockNotPublic.Around.Mine is not public; make it and the types around it public
    static class Mine extends ai.djl.nn.SequentialBlock {}

    private static class Around {
        public static class Mine extends ai.djl.nn.SequentialBlock {}
    }
}
