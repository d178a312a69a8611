package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

class HiddenRecord {
    @Network(input = @Input(height = 8, width = 8))
    private record Inner(@Conv(filters = 8) NDArray stem) {}
    //      ^ error: [BW005] Inner: is private or inside a private type, where its block cannot see it; make it and the types around it at least package-private

    private static class Around {
        @Network(input = @Input(height = 8, width = 8))
        record Inner(@Conv(filters = 8) NDArray stem) {}
      //^ error: [BW005] Inner: is private or inside a private type, where its block cannot see it; make it and the types around it at least package-private
    }

    @Network(input = @Input(height = 8, width = 8))
    protected record Seen(@Conv(filters = 8) NDArray stem) {}
}
