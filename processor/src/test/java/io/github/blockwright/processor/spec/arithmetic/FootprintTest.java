package io.github.blockwright.processor.spec.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blockwright.dsl.Padding;
import io.github.blockwright.dsl.Precision;
import org.junit.jupiter.api.Test;

/** Small blocks, counted by hand. */
class FootprintTest {
    private static final long POSITIONS = 6 * 6;

    private static Tensor input(long channels) {
        return Tensor.input(new FeatureShape.Map(channels, 6, 6), Padding.SYMMETRIC);
    }

    @Test
    void aConvolutionHoldsAndMovesItsInputAndItsOutput() {
        Footprint conv = Footprint.of(input(3).convolution(8, 3, 1, 1, true));
        assertThat(conv.peak()).isEqualTo(POSITIONS * (3 + 8));
        assertThat(conv.moved()).isEqualTo(POSITIONS * (3 + 8));
        assertThat(conv.biases()).isEqualTo(8);
        assertThat(conv.window()).isEqualTo(new Window(3, 1, 1));
    }

    @Test
    void anInvertedResidualHoldsTwoExpandedMapsAndItsInput() {
        Tensor x = input(4);
        Footprint block =
                Footprint.of(x.pointwise(24).depthwise(3, 1).pointwise(4).plus(x));
        assertThat(block.peak()).isEqualTo(POSITIONS * (4 + 24 + 24));
        assertThat(block.moved()).isEqualTo(POSITIONS * (4 + 24 + 24 + 24 + 24 + 4 + 4 + 4 + 4));
        assertThat(block.shortcuts()).isEqualTo(1);
    }

    @Test
    void aSqueezeWritesOverTheMapThatItScales() {
        Tensor wide = input(24);
        Tensor gate = wide.mean(new FeatureShape.Map(24, 1, 1)).convolution(24, 1, 1, 1, false);
        assertThat(Footprint.of(wide.times(gate)).peak()).isEqualTo(POSITIONS * 24 + 24 + 24);
    }

    /** The projection of the input waits until the branch is narrow, and so does the input. */
    @Test
    void branchesRunInTheOrderThatHoldsTheLeast() {
        Tensor x = input(2);
        Tensor branch = x.pointwise(40).pointwise(2).pointwise(40);
        assertThat(Footprint.of(branch.plus(x.pointwise(40))).peak()).isEqualTo(POSITIONS * (40 + 40 + 2));
    }

    /** A unit of ShuffleNetV2 whose first half goes around two layers: halves, the join and the shuffle are copies. */
    @Test
    void joinedHalvesAreCopiesAndSeeWhatEitherSees() {
        Tensor x = input(8);
        Tensor first = x.slice(4);
        Tensor second = x.slice(4).pointwise(4).depthwise(3, 1);
        Footprint block = Footprint.of(first.join(second).shuffle());
        assertThat(block.moved())
                .isEqualTo(POSITIONS * ((8 + 4) + (8 + 4) + (4 + 4) + (4 + 4) + (4 + 4 + 8) + (8 + 8)));
        // Both halves and the whole, or one half, what is made of it, and the whole.
        assertThat(block.peak()).isEqualTo(POSITIONS * (8 + 4 + 4));
        assertThat(block.window()).isEqualTo(new Window(3, 1, 1));
        assertThat(block.shortcuts()).isZero();
        assertThat(block.biases()).isEqualTo(4 + 4);
    }

    @Test
    void aConvolutionWithoutPaddingBeginsWithItsMap() {
        Footprint conv = Footprint.of(input(3).unpadded(new FeatureShape.Map(8, 2, 2), 3, 2, 1, false));
        assertThat(conv.peak()).isEqualTo(POSITIONS * 3 + 2 * 2 * 8);
        assertThat(conv.window()).isEqualTo(new Window(3, 2, 0));
        assertThat(conv.cost()).isEqualTo(new Cost(27 * 8 + 8, 0, 27 * 8 * 2 * 2));
    }

    @Test
    void windowsAddUpByTheStridesBeforeThem() {
        Window halved = Footprint.of(input(3).convolution(8, 3, 2, 1, true)).window();
        assertThat(halved.then(new Window(5, 2, 2))).isEqualTo(new Window(11, 4, 5));
        assertThat(halved.then(Window.ALL).then(halved)).isEqualTo(Window.ALL);
        assertThat(Window.UNKNOWN.then(halved)).isEqualTo(Window.UNKNOWN);
        assertThat(Window.UNKNOWN.then(Window.ALL)).isEqualTo(Window.ALL);
    }

    /** On an even map, TensorFlow's convention pads behind alone. */
    @Test
    void aWindowBeginsWhereThePaddingDoes() {
        Tensor same = Tensor.input(new FeatureShape.Map(3, 6, 6), Padding.SAME);
        assertThat(Footprint.of(same.convolution(8, 3, 2, 1, true)).window()).isEqualTo(new Window(3, 2, 0));
        assertThat(Footprint.of(same.convolution(8, 3, 1, 1, true)).window()).isEqualTo(new Window(3, 1, 1));
    }

    @Test
    void blocksInARowAreThatManyTimesOne() {
        Tensor x = input(4);
        Footprint block = Footprint.of(x.depthwise(3, 1).plus(x));
        assertThat(block.times(3)).isEqualTo(block.then(block).then(block));
    }

    @Test
    void foldedWeightsTakeTheirBytesAndThoseOfABiasForEachFilter() {
        Footprint conv = Footprint.of(input(3).convolution(8, 3, 1, 1, true));
        assertThat(conv.size(Precision.FLOAT32)).isEqualTo(4 * (27 * 8 + 8));
        assertThat(conv.size(Precision.FLOAT16)).isEqualTo(2 * (27 * 8 + 8));
        assertThat(conv.size(Precision.INT8)).isEqualTo(27 * 8 + 13 * 8);
        assertThat(conv.traffic(Precision.INT8)).isEqualTo(conv.size(Precision.INT8) + conv.moved());
    }

    @Test
    void bytesThatDoNotFitAreAnError() {
        Footprint huge = new Footprint(Cost.ZERO, 0, Long.MAX_VALUE / 3, 0, 0, Window.POINT);
        assertThatThrownBy(huge::requireBytes).isInstanceOf(ArithmeticException.class);
    }
}
