package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

@Network(input = @Input(height = 8, width = 8))
record BackboneCyclic(@Backbone(value = BackboneCyclic.class, through = "features") NDArray features) {}
//                                                    ^ error: [BW051] features: mistakes.BackboneCyclic is itself built on BackboneCyclic, so neither could be built; name another table

@Network(input = @Input(height = 8, width = 8))
record First(@Backbone(value = Second.class, through = "features") NDArray features) {}
//                                   ^ error: [BW051] features: mistakes.Second is itself built on First, so neither could be built; name another table

@Network(input = @Input(height = 8, width = 8))
record Second(@Backbone(value = First.class, through = "features") NDArray features) {}
//                                   ^ error: [BW051] features: mistakes.First is itself built on Second, so neither could be built; name another table

/** The mistake is told where it is. */
@Network(input = @Input(height = 8, width = 8))
record Third(@Backbone(value = First.class, through = "features") NDArray features) {}
