package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

@Network(input = @Input(height = 8, width = 8))
public record BlockConstructorThrows(
        @Apply(value = BlockConstructorThrows.Checked.class, filters = 8) NDArray checked,
        //                                           ^ error: [BW035] checked: the constructor of mistakes.BlockConstructorThrows.Checked declares a checked exception; let it throw unchecked ones only
        @Apply(value = BlockConstructorThrows.Unchecked.class, filters = 8) NDArray unchecked) {
    public static class Checked extends ai.djl.nn.SequentialBlock {
        public Checked() throws java.io.IOException {}
    }

    public static class Unchecked extends ai.djl.nn.SequentialBlock {
        public Unchecked() throws IllegalStateException {}
    }
}
