package io.github.blockwright.processor.spec.arithmetic;

import io.github.blockwright.dsl.Padding;
import java.util.List;

/**
 * A map or a vector on its way through an operator, with the layer that writes it; so an operator's output says how all its
 * layers hang together, and {@link Footprint} what they cost. Batch normalisation and activations are part of the layer that
 * they follow, as in an exported network.
 */
public final class Tensor {
    /** What stands behind a tensor. */
    enum Kind {
        /** A layer with memory of its own to write to. */
        LAYER,
        /** A shortcut's sum, written over one of the two if nothing else will read that. */
        SUM,
        /** A scaled map, written over the other likewise. */
        PRODUCT,
        /** Nothing: an operator's input, or the same values in another shape. */
        NOTHING
    }

    private final FeatureShape shape;
    private final Padding padding;
    private final List<Tensor> reads;
    private final Kind kind;
    private final Cost cost;
    private final long biases;
    private final Window window;

    private Tensor(
            FeatureShape shape, Padding padding, List<Tensor> reads, Kind kind, Cost cost, long biases, Window window) {
        this.shape = shape;
        this.padding = padding;
        this.reads = reads;
        this.kind = kind;
        this.cost = cost;
        this.biases = biases;
        this.window = window;
    }

    /** The input of an operator in a network of this padding. */
    public static Tensor input(FeatureShape shape, Padding padding) {
        return new Tensor(shape, padding, List.of(), Kind.NOTHING, Cost.ZERO, 0, Window.POINT);
    }

    /**
     * A convolution of a square kernel, which is odd.
     *
     * @param batchNorm whether batch normalisation follows; otherwise there is a bias
     * @throws ArithmeticException if a count exceeds 2⁶³ - 1
     */
    public Tensor convolution(long filters, int kernel, int strides, int groups, boolean batchNorm) {
        FeatureShape.Map map = shape.asMap();
        FeatureShape.Map output = map.strided(filters, strides);
        return layer(
                output,
                Cost.convolution(map.channels(), kernel, groups, output, batchNorm),
                filters,
                Window.of(kernel, strides, map.height(), padding));
    }

    /**
     * A convolution without padding.
     *
     * @param batchNorm whether batch normalisation follows; otherwise there is a bias
     * @throws ArithmeticException if a count exceeds 2⁶³ - 1
     */
    public Tensor unpadded(FeatureShape.Map output, int kernel, int strides, int groups, boolean batchNorm) {
        return layer(
                output,
                Cost.convolution(shape.channels(), kernel, groups, output, batchNorm),
                output.channels(),
                new Window(kernel, strides, 0));
    }

    /** A 1×1 convolution and batch normalisation. */
    public Tensor pointwise(long filters) {
        return convolution(filters, 1, 1, 1, true);
    }

    /** A convolution of each channel by itself, and batch normalisation. */
    public Tensor depthwise(int kernel, int strides) {
        int channels = Math.toIntExact(shape.channels());
        return convolution(channels, kernel, strides, channels, true);
    }

    /** A fully connected layer with bias. */
    public Tensor dense(int units) {
        long weights = Math.multiplyExact(shape.channels(), units);
        return layer(
                new FeatureShape.Vector(units), new Cost(Math.addExact(weights, units), 0, weights), units, Window.ALL);
    }

    /** Pooling over windows. */
    public Tensor pooled(FeatureShape.Map output, int kernel, int strides, int before) {
        return layer(output, Cost.ZERO, 0, new Window(kernel, strides, before));
    }

    /** The mean over all positions. */
    public Tensor mean(FeatureShape output) {
        return layer(output, Cost.ZERO, 0, Window.ALL);
    }

    /** A class of the user's own, which says itself what it costs. */
    public Tensor applied(FeatureShape output, Cost declared) {
        return layer(output, declared, 0, Window.UNKNOWN);
    }

    /** The same values as a vector. */
    public Tensor flat(FeatureShape output) {
        return new Tensor(output, padding, List.of(this), Kind.NOTHING, Cost.ZERO, 0, window.then(Window.ALL));
    }

    /** The sum with a map of the same shape: a shortcut. */
    public Tensor plus(Tensor other) {
        return new Tensor(shape, padding, List.of(this, other), Kind.SUM, Cost.ZERO, 0, window.or(other.window));
    }

    /** Each channel by a factor. What the factors were made of does not count as seen. */
    public Tensor times(Tensor factors) {
        return new Tensor(shape, padding, List.of(this, factors), Kind.PRODUCT, Cost.ZERO, 0, window);
    }

    /** Some of the channels, copied. */
    public Tensor slice(long channels) {
        return copied(List.of(this), channels, window);
    }

    /** The channels of this map, and behind them those of another of the same height and width, copied. */
    public Tensor join(Tensor other) {
        return copied(
                List.of(this, other), Math.addExact(shape.channels(), other.shape.channels()), window.or(other.window));
    }

    /** The channels in another order, copied. */
    public Tensor shuffle() {
        return copied(List.of(this), shape.channels(), window);
    }

    private Tensor copied(List<Tensor> from, long channels, Window seen) {
        return new Tensor(shape.asMap().strided(channels, 1), padding, from, Kind.LAYER, Cost.ZERO, 0, seen);
    }

    private Tensor layer(FeatureShape output, Cost own, long ownBiases, Window reach) {
        return new Tensor(output, padding, List.of(this), Kind.LAYER, own, ownBiases, window.then(reach));
    }

    /** What it is, for one image. */
    public FeatureShape shape() {
        return shape;
    }

    /** The convention of the network's convolutions. */
    public Padding padding() {
        return padding;
    }

    /** What its layer reads; nothing for an operator's input. */
    List<Tensor> reads() {
        return reads;
    }

    Kind kind() {
        return kind;
    }

    /** Of its layer. */
    Cost cost() {
        return cost;
    }

    /** Of its layer, batch normalisation being folded: one for each filter. */
    long biases() {
        return biases;
    }

    /** What it sees of the operator's input. */
    Window window() {
        return window;
    }
}
