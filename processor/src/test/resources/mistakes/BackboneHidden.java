package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

class BackboneHidden extends compiled.Shielding {
    @Network(input = @Input(height = 8, width = 8))
    record Inner(@Backbone(value = Shielded.class, through = "stem") NDArray features) {}
    //                                     ^ error: [BW053] features: the block of compiled.Shielding.Shielded is not public and cannot be seen from mistakes.BackboneHidden.Inner; make the record and the types around it public
}
