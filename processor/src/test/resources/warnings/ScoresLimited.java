package warnings;

import ai.djl.ndarray.NDArray;
import io.github.blockwright.dsl.*;

@Network(input = @Input(height = 8, width = 8))
record ScoresLimited(
        @Conv(filters = 8) NDArray stem,
        @GlobalAveragePool NDArray pooled,
        @Dense(units = 2, activation = Activation.RELU) NDArray logits) {}
        //                                       ^ warning: [BW069] logits: activation = RELU keeps the network's scores from falling below 0, but the loss takes scores of any size and makes probabilities of them itself; remove the activation (@SuppressWarnings("blockwright:scores-limited") silences this)

@Network(input = @Input(height = 8, width = 8))
record Hidden(
        @Conv(filters = 8) NDArray stem,
        @GlobalAveragePool NDArray pooled,
        @Dense(units = 4, activation = Activation.RELU) NDArray hidden,
        @Dense(units = 2) NDArray logits) {}

@Network(input = @Input(height = 8, width = 8))
record Squashed(
        @Conv(filters = 8) NDArray stem,
        @GlobalAveragePool NDArray pooled,
        @Dense(units = 2, activation = Activation.SIGMOID) NDArray scores) {}
        //                                       ^ warning: [BW069] scores: activation = SIGMOID keeps the network's scores between 0 and 1, but the loss takes scores of any size and makes probabilities of them itself; remove the activation (@SuppressWarnings("blockwright:scores-limited") silences this)

@Network(input = @Input(height = 8, width = 8))
record Bounded(
        @Conv(filters = 8) NDArray stem,
        @GlobalAveragePool NDArray pooled,
        @Dense(units = 2, activation = Activation.SILU) NDArray scores) {}
        //                                       ^ warning: [BW069] scores: activation = SILU keeps the network's scores from falling below -0.279, but the loss takes scores of any size and makes probabilities of them itself; remove the activation (@SuppressWarnings("blockwright:scores-limited") silences this)
