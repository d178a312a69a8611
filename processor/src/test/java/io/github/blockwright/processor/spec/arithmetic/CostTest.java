package io.github.blockwright.processor.spec.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blockwright.dsl.Activation;
import io.github.blockwright.dsl.Shortcut;
import io.github.blockwright.processor.spec.Classic;
import io.github.blockwright.processor.spec.Inverted;
import io.github.blockwright.processor.spec.InvertedVariant;
import io.github.blockwright.processor.spec.Joined;
import io.github.blockwright.processor.spec.SingleLayer;
import io.github.blockwright.processor.spec.Weightless;
import io.github.blockwright.processor.spec.arithmetic.FeatureShape.Map;
import io.github.blockwright.processor.spec.arithmetic.FeatureShape.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Shapes and costs against counting one by one. */
class CostTest {
    @Property(tries = 200)
    void aConvolutionCostsWhatCountingItsWeightsAndPositionsGives(
            @ForAll @IntRange(min = 1, max = 9) int height,
            @ForAll @IntRange(min = 1, max = 9) int width,
            @ForAll @IntRange(min = 1, max = 4) int channelsPerGroup,
            @ForAll @IntRange(min = 1, max = 4) int filtersPerGroup,
            @ForAll @IntRange(min = 1, max = 3) int groups,
            @ForAll @IntRange(min = 0, max = 2) int halfKernel,
            @ForAll @IntRange(min = 1, max = 4) int strides,
            @ForAll boolean batchNorm) {
        SingleLayer.Conv conv = new SingleLayer.Conv(
                filtersPerGroup * groups, 2 * halfKernel + 1, strides, groups, true, Activation.RELU, batchNorm, true);
        Map input = new Map((long) channelsPerGroup * groups, height, width);
        Map output = conv.output(input);

        assertThat(output.height()).isEqualTo(positions(height, halfKernel, strides));
        assertThat(output.width()).isEqualTo(positions(width, halfKernel, strides));
        assertThat(conv.cost(input)).isEqualTo(counted(conv, input, output));
    }

    @Property(tries = 200)
    void aStageCostsWhatItsConvolutionsCostOneByOne(
            @ForAll @IntRange(min = 1, max = 6) int channels,
            @ForAll @IntRange(min = 1, max = 6) int filters,
            @ForAll @IntRange(min = 1, max = 4) int expansion,
            @ForAll @IntRange(min = 1, max = 3) int strides,
            @ForAll @IntRange(min = 1, max = 5) int count,
            @ForAll @IntRange(min = 1, max = 12) int side) {
        Inverted.InvertedResidual stage = new Inverted.InvertedResidual(
                Expansion.factor(expansion),
                filters,
                strides,
                count,
                3,
                Activation.RELU6,
                Activation.LINEAR,
                Optional.empty(),
                Shortcut.BOTTLENECK,
                0,
                true);
        Cost sum = Cost.ZERO;
        FeatureShape shape = new Map(channels, side, side + 1L);
        for (int i = 0; i < count; i++) {
            int expanded = (int) (expansion * shape.channels());
            if (expansion > 1) {
                SingleLayer.Conv expand = conv(expanded, 1, 1, 1);
                sum = sum.plus(expand.cost(shape));
                shape = expand.output(shape);
            }
            SingleLayer.Conv depthwise = conv(expanded, 3, i == 0 ? strides : 1, expanded);
            sum = sum.plus(depthwise.cost(shape));
            shape = depthwise.output(shape);
            SingleLayer.Conv project = conv(filters, 1, 1, 1);
            sum = sum.plus(project.cost(shape));
            shape = project.output(shape);
        }
        Map input = new Map(channels, side, side + 1L);
        assertThat(stage.cost(input)).isEqualTo(sum);
        assertThat(stage.output(input)).isEqualTo(shape);
    }

    @Property(tries = 200)
    void aFusedStageCostsWhatItsConvolutionsCostOneByOne(
            @ForAll @IntRange(min = 1, max = 6) int channels,
            @ForAll @IntRange(min = 1, max = 6) int filters,
            @ForAll @IntRange(min = 1, max = 6) int expanded,
            @ForAll @IntRange(min = 1, max = 3) int strides,
            @ForAll @IntRange(min = 1, max = 5) int count,
            @ForAll @IntRange(min = 1, max = 12) int side) {
        InvertedVariant.FusedInvertedResidual stage = new InvertedVariant.FusedInvertedResidual(
                Expansion.channels(expanded), filters, strides, count, 5, Activation.SILU, Optional.empty(), 0, true);
        Cost sum = Cost.ZERO;
        FeatureShape shape = new Map(channels, side, side + 1L);
        for (int i = 0; i < count; i++) {
            boolean projects = expanded != shape.channels();
            SingleLayer.Conv fused = conv(projects ? expanded : filters, 5, i == 0 ? strides : 1, 1);
            sum = sum.plus(fused.cost(shape));
            shape = fused.output(shape);
            if (projects) {
                SingleLayer.Conv project = conv(filters, 1, 1, 1);
                sum = sum.plus(project.cost(shape));
                shape = project.output(shape);
            }
        }
        Map input = new Map(channels, side, side + 1L);
        assertThat(stage.cost(input)).isEqualTo(sum);
        assertThat(stage.output(input)).isEqualTo(shape);
    }

    @Property(tries = 200)
    void aUniversalStageCostsWhatItsConvolutionsCostOneByOne(
            @ForAll @IntRange(min = 1, max = 6) int channels,
            @ForAll @IntRange(min = 1, max = 6) int filters,
            @ForAll @IntRange(min = 1, max = 3) int expansion,
            @ForAll @IntRange(min = 1, max = 3) int strides,
            @ForAll @IntRange(min = 1, max = 3) int count,
            @ForAll @IntRange(min = 0, max = 2) int start,
            @ForAll @IntRange(min = 0, max = 2) int middle,
            @ForAll @IntRange(min = 1, max = 12) int side) {
        int startKernel = start == 0 ? 0 : 2 * start + 1;
        int kernel = middle == 0 ? 0 : 2 * middle + 1;
        if (strides > 1 && startKernel == 0 && kernel == 0) {
            return;
        }
        InvertedVariant.UniversalInvertedBottleneck stage = new InvertedVariant.UniversalInvertedBottleneck(
                Expansion.factor(expansion),
                filters,
                strides,
                count,
                startKernel,
                kernel,
                Activation.RELU,
                Optional.empty(),
                0,
                true);
        Cost sum = Cost.ZERO;
        FeatureShape shape = new Map(channels, side, side + 1L);
        for (int i = 0; i < count; i++) {
            int step = i == 0 ? strides : 1;
            int narrow = (int) shape.channels();
            int wide = expansion * narrow;
            List<SingleLayer.Conv> convolutions = new ArrayList<>();
            if (startKernel > 0) {
                convolutions.add(conv(narrow, startKernel, kernel == 0 ? step : 1, narrow));
            }
            convolutions.add(conv(wide, 1, 1, 1));
            if (kernel > 0) {
                convolutions.add(conv(wide, kernel, step, wide));
            }
            convolutions.add(conv(filters, 1, 1, 1));
            for (SingleLayer.Conv convolution : convolutions) {
                sum = sum.plus(convolution.cost(shape));
                shape = convolution.output(shape);
            }
        }
        Map input = new Map(channels, side, side + 1L);
        assertThat(stage.cost(input)).isEqualTo(sum);
        assertThat(stage.output(input)).isEqualTo(shape);
    }

    @Property(tries = 200)
    void aStageOfBasicResidualsCostsWhatItsConvolutionsCostOneByOne(
            @ForAll @IntRange(min = 1, max = 6) int channels,
            @ForAll @IntRange(min = 1, max = 6) int filters,
            @ForAll @IntRange(min = 1, max = 3) int strides,
            @ForAll @IntRange(min = 1, max = 5) int count,
            @ForAll @IntRange(min = 1, max = 12) int side) {
        Classic.BasicResidual stage = new Classic.BasicResidual(filters, strides, count, 5, Activation.RELU, 0, true);
        Cost sum = Cost.ZERO;
        FeatureShape shape = new Map(channels, side, side + 1L);
        for (int i = 0; i < count; i++) {
            int step = i == 0 ? strides : 1;
            if (step > 1 || shape.channels() != filters) {
                sum = sum.plus(conv(filters, 1, step, 1).cost(shape));
            }
            for (SingleLayer.Conv convolution : List.of(conv(filters, 5, step, 1), conv(filters, 5, 1, 1))) {
                sum = sum.plus(convolution.cost(shape));
                shape = convolution.output(shape);
            }
        }
        Map input = new Map(channels, side, side + 1L);
        assertThat(stage.cost(input)).isEqualTo(sum);
        assertThat(stage.output(input)).isEqualTo(shape);
    }

    @Example
    void aSqueezeInABottleneckSeesTheBottleneckAndIsAShareOfIt() {
        Squeeze squeeze = new Squeeze(0.5, false, 1, Activation.RELU, Activation.SIGMOID);
        Cost with = residual(Optional.of(squeeze)).cost(new Map(6, 5, 5));
        Cost without = residual(Optional.empty()).cost(new Map(6, 5, 5));
        assertThat(with).isEqualTo(without.plus(squeeze.cost(6, 8)).plus(squeeze.cost(12, 8)));
        assertThat(squeeze.cost(6, 8)).isEqualTo(new Cost(8 * 4 + 4 + 4 * 8 + 8, 0, 8 * 4 + 4 * 8));
    }

    private static Classic.Residual residual(Optional<Squeeze> squeeze) {
        return new Classic.Residual(12, 8, 2, 2, 3, 1, Activation.RELU, squeeze, 0, true);
    }

    @Property(tries = 200)
    void aStageOfShuffleUnitsCostsWhatItsConvolutionsCostOneByOne(
            @ForAll @IntRange(min = 1, max = 6) int channels,
            @ForAll @IntRange(min = 1, max = 3) int half,
            @ForAll @IntRange(min = 1, max = 3) int strides,
            @ForAll @IntRange(min = 1, max = 5) int count,
            @ForAll @IntRange(min = 1, max = 12) int side) {
        Joined.ShuffleUnit stage = new Joined.ShuffleUnit(2 * half, strides, count, 5, Activation.RELU, true);
        Cost sum = Cost.ZERO;
        Map shape = new Map(channels, side, side + 1L);
        for (int i = 0; i < count; i++) {
            int step = i == 0 ? strides : 1;
            boolean splits = step == 1 && shape.channels() == 2L * half;
            int seen = splits ? half : (int) shape.channels();
            if (!splits) {
                sum = sum.plus(inTurn(shape, conv(seen, 5, step, seen), conv(half, 1, 1, 1)));
            }
            sum = sum.plus(inTurn(
                    new Map(seen, shape.height(), shape.width()),
                    conv(half, 1, 1, 1),
                    conv(half, 5, step, half),
                    conv(half, 1, 1, 1)));
            shape = shape.strided(2L * half, step);
        }
        Map input = new Map(channels, side, side + 1L);
        assertThat(stage.cost(input)).isEqualTo(sum);
        assertThat(stage.output(input)).isEqualTo(shape);
    }

    @Property(tries = 200)
    void aStageOfGhostBottlenecksCostsWhatItsConvolutionsCostOneByOne(
            @ForAll @IntRange(min = 1, max = 6) int channels,
            @ForAll @IntRange(min = 1, max = 3) int half,
            @ForAll @IntRange(min = 1, max = 3) int halfExpanded,
            @ForAll @IntRange(min = 1, max = 3) int strides,
            @ForAll @IntRange(min = 1, max = 5) int count,
            @ForAll @IntRange(min = 1, max = 12) int side) {
        int filters = 2 * half;
        int expanded = 2 * halfExpanded;
        Joined.GhostBottleneck stage = new Joined.GhostBottleneck(
                expanded, filters, strides, count, 5, Activation.RELU, Optional.empty(), 0, true);
        Cost sum = Cost.ZERO;
        Map shape = new Map(channels, side, side + 1L);
        for (int i = 0; i < count; i++) {
            int step = i == 0 ? strides : 1;
            int seen = (int) shape.channels();
            sum = sum.plus(inTurn(shape, conv(halfExpanded, 1, 1, 1), conv(halfExpanded, 3, 1, halfExpanded)));
            if (step > 1) {
                sum = sum.plus(
                        conv(expanded, 5, step, expanded).cost(new Map(expanded, shape.height(), shape.width())));
            }
            Map wide = shape.strided(expanded, step);
            sum = sum.plus(inTurn(wide, conv(half, 1, 1, 1), conv(half, 3, 1, half)));
            if (step > 1 || seen != filters) {
                sum = sum.plus(inTurn(shape, conv(seen, 5, step, seen), conv(filters, 1, 1, 1)));
            }
            shape = shape.strided(filters, step);
        }
        Map input = new Map(channels, side, side + 1L);
        assertThat(stage.cost(input)).isEqualTo(sum);
        assertThat(stage.output(input)).isEqualTo(shape);
    }

    private static Cost inTurn(Map input, SingleLayer.Conv... convolutions) {
        Cost sum = Cost.ZERO;
        FeatureShape shape = input;
        for (SingleLayer.Conv convolution : convolutions) {
            sum = sum.plus(convolution.cost(shape));
            shape = convolution.output(shape);
        }
        return sum;
    }

    @Example
    void aFireModuleCostsItsThreeConvolutionsWithBiases() {
        Joined.Fire stage = new Joined.Fire(3, 10, 2, Activation.RELU, true);
        Cost first = new Cost(7 * 3 + 3 + 3 * 5 + 5 + 9 * 3 * 5 + 5, 0, 30L * (7 * 3 + 3 * 5 + 9 * 3 * 5));
        Cost second = new Cost(10 * 3 + 3 + 3 * 5 + 5 + 9 * 3 * 5 + 5, 0, 30L * (10 * 3 + 3 * 5 + 9 * 3 * 5));
        assertThat(stage.cost(new Map(7, 5, 6))).isEqualTo(first.plus(second));
        assertThat(stage.output(new Map(7, 5, 6))).isEqualTo(new Map(10, 5, 6));
    }

    @Property(tries = 200)
    void aConvolutionThatIsNotPaddedHasItsWindowsWithinTheMap(
            @ForAll @IntRange(min = 1, max = 20) int side,
            @ForAll @IntRange(min = 0, max = 3) int halfKernel,
            @ForAll @IntRange(min = 1, max = 5) int strides) {
        int kernel = 2 * halfKernel + 1;
        if (kernel > side) {
            return;
        }
        long places = IntStream.iterate(0, start -> start + kernel <= side, start -> start + strides)
                .count();
        SingleLayer.Conv conv = new SingleLayer.Conv(4, kernel, strides, 1, false, Activation.RELU, false, true);
        assertThat(conv.output(new Map(3, side, side))).isEqualTo(new Map(4, places, places));
        assertThat(conv.cost(new Map(3, side, side)).multiplyAdds()).isEqualTo(12L * kernel * kernel * places * places);
    }

    @Property(tries = 200)
    void aPoolingWindowStopsAtEveryPlaceWhereItFits(
            @ForAll @IntRange(min = 1, max = 20) int side,
            @ForAll @IntRange(min = 1, max = 20) int kernel,
            @ForAll @IntRange(min = 1, max = 5) int strides) {
        if (kernel > side) {
            return;
        }
        int places = 0;
        for (int start = 0; start + kernel <= side; start += strides) {
            places++;
        }
        Weightless.MaxPool pool = new Weightless.MaxPool(kernel, strides, false);
        assertThat(pool.output(new Map(3, side, side))).isEqualTo(new Map(3, places, places));
        assertThat(pool.cost(new Map(3, side, side))).isEqualTo(Cost.ZERO);
    }

    @Example
    void aDenseRowHasAWeightForEveryPairAndABiasForEveryUnit() {
        SingleLayer.Dense dense = new SingleLayer.Dense(10, Activation.LINEAR);
        assertThat(dense.cost(new Vector(1280))).isEqualTo(new Cost(12_810, 0, 12_800));
        assertThat(dense.output(new Vector(1280))).isEqualTo(new Vector(10));
    }

    @Example
    void countsThatDoNotFitAreAnErrorAndNeverWrong() {
        SingleLayer.Conv huge = conv(Integer.MAX_VALUE, 1, 1, 1);
        Map image = new Map(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
        assertThatThrownBy(() -> huge.cost(image)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new Weightless.Flatten().output(image)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Width.makeDivisible(1e300, 8)).isInstanceOf(ArithmeticException.class);
    }

    private static SingleLayer.Conv conv(int filters, int kernel, int strides, int groups) {
        return new SingleLayer.Conv(filters, kernel, strides, groups, true, Activation.RELU6, true, true);
    }

    /** The centres of a padded window, one after the other. */
    private static long positions(int side, int halfKernel, int strides) {
        long positions = 0;
        for (int start = -halfKernel; start + 2 * halfKernel < side + halfKernel; start += strides) {
            positions++;
        }
        return positions;
    }

    private static Cost counted(SingleLayer.Conv conv, Map input, Map output) {
        long weights = 0;
        for (int filter = 0; filter < conv.filters(); filter++) {
            for (int channel = 0; channel < input.channels(); channel++) {
                boolean sameGroup =
                        filter / (conv.filters() / conv.groups()) == channel / (input.channels() / conv.groups());
                weights += sameGroup ? (long) conv.kernel() * conv.kernel() : 0;
            }
        }
        long perFilter = conv.batchNorm() ? 2 : 1;
        return new Cost(
                weights + perFilter * conv.filters(),
                conv.batchNorm() ? 2L * conv.filters() : 0,
                weights * output.height() * output.width());
    }

    @Example
    void theWidthScalesGroupsOfDepthwiseConvolutionsAlone() {
        assertThat(conv(32, 3, 1, 32).scaledBy(channels -> channels / 2).groups())
                .isEqualTo(16);
        assertThat(conv(32, 3, 1, 4).scaledBy(channels -> channels / 2).groups())
                .isEqualTo(4);
        assertThat(conv(1, 3, 1, 1).scaledBy(channels -> 8).groups()).isEqualTo(1);
    }
}
