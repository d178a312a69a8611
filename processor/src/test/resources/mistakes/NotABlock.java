package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

@Network(input = @Input(height = 8, width = 8))
record NotABlock(
        @Apply(value = String.class, filters = 8) NDArray text,
        //                   ^ error: [BW030] text: java.lang.String is not an ai.djl.nn.Block; name a subclass of ai.djl.nn.AbstractBlock, for instance
        @Apply(value = int.class, filters = 8) NDArray number,
        //                ^ error: [BW030] number: int is not an ai.djl.nn.Block; name a subclass of ai.djl.nn.AbstractBlock, for instance
        @Apply(value = void.class, filters = 8) NDArray nothing,
        //                 ^ error: [BW030] nothing: void is not an ai.djl.nn.Block; name a subclass of ai.djl.nn.AbstractBlock, for instance
        @Apply(value = NotABlock[].class, filters = 8) NDArray array) {}
        //                        ^ error: [BW030] array: mistakes.NotABlock[] is not an ai.djl.nn.Block; name a subclass of ai.djl.nn.AbstractBlock, for instance
