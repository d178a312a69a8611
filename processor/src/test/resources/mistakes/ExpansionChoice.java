package mistakes;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

@Network(input = @Input(height = 32, width = 32))
record ExpansionChoice(
        @Conv(filters = 16) NDArray stem,
        @InvertedResidual(expansion = 6, expandedChannels = 72, filters = 24) NDArray both,
        //                                                  ^ error: [BW036] both: has both expansion and expandedChannels, but its width between expansion and projection is one number; write either expansion, a factor of the input channels such as 6, or expandedChannels, their number
        @InvertedResidual(filters = 24, strides = 2) NDArray neither,
      //^ error: [BW036] neither: has neither expansion nor expandedChannels, but its width between expansion and projection is one number; write either expansion, a factor of the input channels such as 6, or expandedChannels, their number
        @InvertedResidual(expandedChannels = 0, filters = 24) NDArray none,
        //                                   ^ error: [BW020] none: expandedChannels = 0 is too small; write at least 1
        @InvertedResidual(expandedChannels = 72, filters = 24) NDArray absolute,
        @UniversalInvertedBottleneck(filters = 24) NDArray universal,
      //^ error: [BW036] universal: has neither expansion nor expandedChannels, but its width between expansion and projection is one number; write either expansion, a factor of the input channels such as 6, or expandedChannels, their number
        @FusedInvertedResidual(expansion = 4, expandedChannels = 96, filters = 24) NDArray fused,
        //                                                       ^ error: [BW036] fused: has both expansion and expandedChannels, but its width between expansion and projection is one number; write either expansion, a factor of the input channels such as 6, or expandedChannels, their number
        @InvertedResidual(expansion = 6, filters = 24) NDArray factor) {}
