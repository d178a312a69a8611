import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

/** In the unnamed package, deprecated, and named like a class of the runtime that its block needs. */
@Deprecated
@SuppressWarnings("blockwright:lanes-unfilled")
@Network(input = @Input(height = 4, width = 4, channels = 1))
record Stage(
        @InvertedResidual(expansion = 6, filters = 1, count = 2) NDArray only,
        @Flatten                                                 NDArray flat) {}
