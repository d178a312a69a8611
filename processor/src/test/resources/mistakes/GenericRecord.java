package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

    @Network(input = @Input(height = 8, width = 8))
    record GenericRecord<T, U extends Number>(@Conv(filters = 8) NDArray stem) {}
  //^ error: [BW004] GenericRecord: a network table cannot be generic, because its block is one class; remove <T, U>
