package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;
import javax.annotation.processing.Generated;

final class StaleBlock {
    @Network(input = @Input(height = 8, width = 8))
    @Variant(name = "wide", widthMultiplier = 2)
    //              ^ error: [BW018] Table (variant "wide"): its block mistakes.StaleBlock_Table_wideBlock is among the sources, as a file that an earlier build generated; delete that file, or keep its folder out of the sources
    record Table(@Conv(filters = 8) NDArray stem) {}
  //^ error: [BW018] Table: its block mistakes.StaleBlock_TableBlock is among the sources, as a file that an earlier build generated; delete that file, or keep its folder out of the sources

    @Network(input = @Input(height = 8, width = 8))
    record Foreign(@Conv(filters = 8) NDArray stem) {}
  //^ error: [BW007] Foreign: its block would be the class mistakes.StaleBlock_ForeignBlock, which exists already; rename one of the two
}

@Generated("io.github.blockwright.processor.NetworkProcessor")
final class StaleBlock_TableBlock {}

@Generated("io.github.blockwright.processor.NetworkProcessor")
final class StaleBlock_Table_wideBlock {}

@Generated("another.Processor")
final class StaleBlock_ForeignBlock {}
