package warnings;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

interface ResidualNeverForms {
    @Network(input = @Input(height = 128, width = 128))
    record Strided(
            @Conv(filters = 16) NDArray stem,
            @InvertedResidual(expansion = 6, filters = 16, strides = 2) NDArray strided,
            //                                                       ^ warning: [BW062] strided: input and output have 16 channels, but strides = 2, so its one block adds no residual; write count = 2 or more, or strides = 1 (@SuppressWarnings("blockwright:residual-never-forms") silences this)
            @InvertedResidual(expansion = 6, filters = 16, strides = 2, shortcut = Shortcut.NONE) NDArray notMeantToAdd,
            @InvertedResidual(expansion = 6, filters = 16) NDArray residual,
            @InvertedResidual(expansion = 6, filters = 16, strides = 2, count = 2) NDArray laterBlocks,
            @FusedInvertedResidual(expansion = 4, filters = 16, strides = 2) NDArray fused,
            //                                                            ^ warning: [BW062] fused: input and output have 16 channels, but strides = 2, so its one block adds no residual; write count = 2 or more, or strides = 1 (@SuppressWarnings("blockwright:residual-never-forms") silences this)
            @UniversalInvertedBottleneck(expansion = 4, filters = 16, strides = 2) NDArray universal,
            //                                                                  ^ warning: [BW062] universal: input and output have 16 channels, but strides = 2, so its one block adds no residual; write count = 2 or more, or strides = 1 (@SuppressWarnings("blockwright:residual-never-forms") silences this)
            @InvertedResidual(expansion = 6, filters = 24) NDArray meantToChange) {}

    @Network(input = @Input(height = 32, width = 32), width = 0.5)
    record Scaled(
            @Apply(value = ai.djl.nn.SequentialBlock.class, filters = 16) NDArray applied,
            @InvertedResidual(expansion = 6, filters = 16) NDArray narrower,
            //                                         ^ warning: [BW062] narrower: input and output have 16 channels as written, but the width multiplier makes them 16 and 8, so its one block adds no residual; write count = 2 or more, or filters that scale to 16 (@SuppressWarnings("blockwright:residual-never-forms") silences this)
            @InvertedResidual(expansion = 6, filters = 16) NDArray residual) {}
}
