package warnings;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

@Network(input = @Input(height = 96, width = 96))
record LanesUnfilled(
        @Conv(filters = 6, kernel = 3) NDArray stem,
        @InvertedResidual(expansion = 3, filters = 10, count = 2) NDArray odd,
        //                            ^ warning: [BW065] odd: expansion makes 18 channels, which no vector of 4 numbers divides, so a part of each register computes nothing; write what makes 16 or 20 (@SuppressWarnings("blockwright:lanes-unfilled") silences this)
        @InvertedResidual(expandedChannels = 50, filters = 12) NDArray written,
        //                                   ^ warning: [BW065] written: expandedChannels makes 50 channels, which no vector of 4 numbers divides, so a part of each register computes nothing; write what makes 48 or 52 (@SuppressWarnings("blockwright:lanes-unfilled") silences this)
        @UniversalInvertedBottleneck(expansion = 4, filters = 9, count = 2) NDArray even,
        @FusedInvertedResidual(expansion = 1, filters = 9) NDArray narrow,
        @SuppressWarnings("blockwright:lanes-unfilled") @InvertedResidual(expansion = 3, filters = 9) NDArray quiet) {}
