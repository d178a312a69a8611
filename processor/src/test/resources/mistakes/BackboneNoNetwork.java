package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

@Network(input = @Input(height = 8, width = 8))
record BackboneNoNetwork(
        @Backbone(value = String.class, through = "length") NDArray features,
        //                      ^ error: [BW050] features: java.lang.String is not a record with @Network; name a network table
        @Dense(units = 2) NDArray notTold) {}

@Network(input = @Input(height = 8, width = 8))
record OfPlainRecord(@Backbone(value = PlainRecord.class, through = "stem") NDArray features) {}
//                                                ^ error: [BW050] features: mistakes.PlainRecord is not a record with @Network; name a network table

@Network(input = @Input(height = 8, width = 8))
record OfArray(@Backbone(value = int[].class, through = "stem") NDArray features) {}
//                                    ^ error: [BW050] features: int[] is not a record with @Network; name a network table

record PlainRecord(NDArray stem) {}
