package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

@Network(input = @Input(height = 8, width = 8))
public record BlockInner(@Apply(value = BlockInner.Mine.class, filters = 8) NDArray inner) {
//                                                     ^ error: [BW033] inner: mistakes.BlockInner.Mine needs an instance of the class around it; make it static
    public class Mine extends ai.djl.nn.SequentialBlock {}
}
