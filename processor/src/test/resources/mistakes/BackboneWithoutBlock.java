package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

@Network(input = @Input(height = 8, width = 8))
record BackboneWithoutBlock(@Backbone(value = compiled.Unprocessed.class, through = "stem") NDArray features) {}
//                                                                ^ error: [BW054] features: the compiled record compiled.Unprocessed is there, but its block compiled.UnprocessedBlock is not; compile it with the annotation processor blockwright-processor
