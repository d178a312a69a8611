package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

@Network(input = @Input(height = 8, width = 8))
record BackboneMistaken(
        @Backbone(value = compiled.Mistaken.class, through = "stem") NDArray features,
        //                                 ^ error: [BW052] features: the compiled record compiled.Mistaken has mistakes of its own, or refers to a class that is not there; compile it with this version of the processor and put right what it says
        @Dense(units = 2) NDArray notTold) {}

@Network(input = @Input(height = 8, width = 8))
record MistakenSource(@Conv(filters = 8, kernel = 2) NDArray stem) {}
//                                                ^ error: [BW021] stem: kernel = 2 is even, so it has no centre; write 1 or 3

/** The mistake is told where it is. */
@Network(input = @Input(height = 8, width = 8))
record OfMistakenSource(@Backbone(value = MistakenSource.class, through = "other") NDArray features) {}
