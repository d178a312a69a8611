package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

@Network(input = @Input(height = 8, width = 8))
record AccessorNameTaken(
        @Conv(filters = 8) NDArray clear,
        //                         ^ error: [BW008] clear: its block would need a method clear(), which every block has already; rename the component
        @Conv(filters = 8) NDArray summary,
        //                         ^ error: [BW008] summary: its block would need a method summary(), which every block has already; rename the component
        @Conv(filters = 8) NDArray children,
        //                         ^ error: [BW008] children: its block would need a method children(), which every block has already; rename the component
        @Conv(filters = 8) NDArray unfreeze,
        //                         ^ error: [BW008] unfreeze: its block would need a method unfreeze(), which every block has already; rename the component
        @Conv(filters = 8) NDArray isFrozen,
        //                         ^ error: [BW008] isFrozen: its block would need a method isFrozen(), which every block has already; rename the component
        @Conv(filters = 8) NDArray getParameters,
        //                         ^ error: [BW008] getParameters: its block would need a method getParameters(), which every block has already; rename the component
        @Conv(filters = 8) NDArray parameters,
        @Conv(filters = 8) NDArray layer) {}
