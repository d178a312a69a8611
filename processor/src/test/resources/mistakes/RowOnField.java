package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

interface RowOnField {
    class AClass {
        @Conv(filters = 8) NDArray stem;
      //^ error: [BW014] stem: @Conv is on a field, where it means nothing; move it to a component of a record that carries @Network
        @Dropout(0.5) NDArray dropped;
    }

    @Network(input = @Input(height = 8, width = 8))
    record RowOnStaticField(@Conv(filters = 8) NDArray stem) {
        @Flatten static NDArray flat;
      //^ error: [BW014] flat: @Flatten is on a field, where it means nothing; move it to a component of a record that carries @Network
        @Dense(units = 1) static NDArray logits;
      //^ error: [BW014] logits: @Dense is on a field, where it means nothing; move it to a component of a record that carries @Network
    }

    enum RowOnConstant {
        @Flatten FLAT
      //^ error: [BW014] FLAT: @Flatten is on a field, where it means nothing; move it to a component of a record that carries @Network
    }
}
