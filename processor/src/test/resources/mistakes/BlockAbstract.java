package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

@Network(input = @Input(height = 8, width = 8))
public record BlockAbstract(
        @Apply(value = ai.djl.nn.AbstractBlock.class, filters = 8) NDArray abstractClass,
        //                                    ^ error: [BW032] abstractClass: ai.djl.nn.AbstractBlock cannot be instantiated; name a class that is not abstract
        @Apply(value = ai.djl.nn.Block.class, filters = 8) NDArray anInterface) {}
        //                            ^ error: [BW032] anInterface: ai.djl.nn.Block cannot be instantiated; name a class that is not abstract
