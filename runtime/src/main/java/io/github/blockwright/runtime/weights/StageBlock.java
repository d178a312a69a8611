package io.github.blockwright.runtime.weights;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.util.Pair;
import io.github.blockwright.dsl.Activation;
import io.github.blockwright.dsl.Shortcut;
import io.github.blockwright.runtime.layers.BasicResidual;
import io.github.blockwright.runtime.layers.ConvNormActivation;
import io.github.blockwright.runtime.layers.Conventions;
import io.github.blockwright.runtime.layers.Convolution;
import io.github.blockwright.runtime.layers.DepthwiseSeparable;
import io.github.blockwright.runtime.layers.Fire;
import io.github.blockwright.runtime.layers.FusedInvertedResidual;
import io.github.blockwright.runtime.layers.GhostBottleneck;
import io.github.blockwright.runtime.layers.InvertedResidual;
import io.github.blockwright.runtime.layers.Residual;
import io.github.blockwright.runtime.layers.ShuffleUnit;
import io.github.blockwright.runtime.layers.SqueezeExcitation;
import io.github.blockwright.runtime.layers.UniversalInvertedBottleneck;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be seen from outside of a built block of a stage.
 *
 * @param kind of block
 * @param block of one of the kinds
 */
record StageBlock(Kind kind, Block block) {
    private static final Map<Class<?>, Kind> KINDS = Map.of(
            ConvNormActivation.class, Kind.CONVOLUTION,
            DepthwiseSeparable.class, Kind.SEPARABLE,
            InvertedResidual.class, Kind.INVERTED,
            FusedInvertedResidual.class, Kind.FUSED,
            UniversalInvertedBottleneck.class, Kind.UNIVERSAL,
            Residual.class, Kind.BOTTLENECK,
            BasicResidual.class, Kind.BASIC,
            ShuffleUnit.class, Kind.SHUFFLE,
            GhostBottleneck.class, Kind.GHOST,
            Fire.class, Kind.FIRE);

    private static final Map<String, Role> INVERTED_ROLES = Map.of(
            "start", Role.START,
            "expand", Role.EXPAND,
            "fused", Role.FUSED,
            "depthwise", Role.DEPTHWISE,
            "pointwise", Role.PROJECT,
            "project", Role.PROJECT,
            "squeeze.reduce", Role.REDUCE,
            "squeeze.expand", Role.RESTORE);

    private static final Map<String, Role> CLASSIC_ROLES = Map.of(
            "first", Role.FIRST,
            "second", Role.SECOND,
            "reduce", Role.NARROW,
            "convolve", Role.CONVOLVE,
            "expand", Role.WIDEN,
            "project", Role.SHORTCUT,
            "squeeze.reduce", Role.REDUCE,
            "squeeze.expand", Role.RESTORE);

    private static final Map<String, Role> JOINED_ROLES = Map.ofEntries(
            Map.entry("besideDepthwise", Role.BESIDE_DEPTHWISE),
            Map.entry("besideProject", Role.BESIDE_PROJECT),
            Map.entry("reduce", Role.NARROW),
            Map.entry("depthwise", Role.DEPTHWISE),
            Map.entry("project", Role.PROJECT),
            Map.entry("expand.primary", Role.EXPAND),
            Map.entry("expand1x1", Role.EXPAND),
            Map.entry("expand3x3", Role.WIDE_EXPAND),
            Map.entry("expand.cheap", Role.CHEAP_EXPAND),
            Map.entry("project.primary", Role.PROJECT),
            Map.entry("project.cheap", Role.CHEAP_PROJECT),
            Map.entry("squeeze.reduce", Role.REDUCE),
            Map.entry("squeeze.expand", Role.RESTORE));

    /** A block of a known kind; empty if it is another. */
    static Optional<StageBlock> of(Block block) {
        return Optional.ofNullable(KINDS.get(block.getClass())).map(kind -> new StageBlock(kind, block));
    }

    /** The paths of all convolutions in it, in order; the empty one if it is a convolution itself. */
    List<String> convolutions() {
        List<String> paths = new ArrayList<>();
        collect("", block, paths);
        return paths;
    }

    private static void collect(String path, Block block, List<String> paths) {
        if (block instanceof ConvNormActivation) {
            paths.add(path);
            return;
        }
        for (Pair<String, Block> child : block.getChildren()) {
            collect(path.isEmpty() ? child.getKey() : path + "." + child.getKey(), child.getValue(), paths);
        }
    }

    /** What one of its convolutions is in its network. */
    Role role(String path) {
        return switch (kind) {
            case CONVOLUTION -> Role.FUSED;
            case BOTTLENECK, BASIC -> CLASSIC_ROLES.get(path);
            case SHUFFLE, GHOST, FIRE -> JOINED_ROLES.get(path);
            case SEPARABLE, INVERTED, FUSED, UNIVERSAL -> INVERTED_ROLES.get(path);
        };
    }

    /** Whether there is a child of this name. */
    boolean has(String child) {
        return find(child).isPresent();
    }

    /** Whether something stands in front of the depthwise convolution, or a projection behind a fused one. */
    boolean expands() {
        return kind == Kind.FUSED ? has("project") : has("expand");
    }

    /** The squeeze. */
    Optional<SqueezeExcitation> squeeze() {
        return find("squeeze").map(SqueezeExcitation.class::cast);
    }

    Conventions conventions() {
        return unit(main()).conventions();
    }

    /** Behind the convolutions that are not linear. */
    Activation activation() {
        return kind == Kind.UNIVERSAL
                ? unit("expand").activation()
                : unit(main()).activation();
    }

    /** The side of the largest kernel but those in front of an expansion, in pixels. */
    int kernel() {
        return convolution(main()).kernel();
    }

    int strides() {
        return convolutions().stream()
                .mapToInt(path -> convolution(path).strides())
                .max()
                .orElseThrow();
    }

    /** The channels of what {@link #kernel} makes: of the depthwise part, or of a bottleneck. */
    long expandedChannels() {
        return weight(main()).get(0);
    }

    /** The channels of the output. */
    long filters() {
        return weight(last()).get(0);
    }

    /** Whether the projection is linear, and the input is added wherever its shape is that of the output. */
    boolean isLinearWithShortcut() {
        if (!(block instanceof InvertedResidual inverted)) {
            return kind != Kind.SEPARABLE && kind != Kind.CONVOLUTION;
        }
        // The weight of an ungrouped convolution is (filters, channels, kernel, kernel).
        long channels = expands() ? weight("expand").get(1) : expandedChannels();
        boolean keepsShape = strides() == 1 && channels == filters();
        return unit("project").activation() == Activation.LINEAR
                && (inverted.shortcut() == Shortcut.BOTTLENECK || !keepsShape);
    }

    /** Whether the squeeze, if there is one, has these activations. */
    boolean squeezesWith(Activation activation, Activation gate) {
        return squeeze()
                .map(squeeze -> activation(squeeze, "reduce") == activation && activation(squeeze, "expand") == gate)
                .orElse(true);
    }

    private static Activation activation(SqueezeExcitation squeeze, String convolution) {
        return ((ConvNormActivation) squeeze.getChildren().get(convolution)).activation();
    }

    /** The child whose kernel is larger than 1, if any is, or whose activation is the block's. */
    private String main() {
        return switch (kind) {
            case CONVOLUTION -> "";
            case SEPARABLE, INVERTED -> "depthwise";
            case FUSED -> "fused";
            case UNIVERSAL -> has("depthwise") ? "depthwise" : "expand";
            case BOTTLENECK -> "convolve";
            case BASIC -> "first";
            case SHUFFLE, FIRE -> "reduce";
            case GHOST -> "expand.primary";
        };
    }

    private String last() {
        return switch (kind) {
            case CONVOLUTION -> "";
            case SEPARABLE -> "pointwise";
            case BOTTLENECK -> "expand";
            case BASIC -> "second";
            case FUSED -> has("project") ? "project" : "fused";
            case INVERTED, UNIVERSAL, SHUFFLE -> "project";
            case GHOST -> "project.primary";
            case FIRE -> "expand3x3";
        };
    }

    private Optional<Block> find(String child) {
        Block found = block;
        for (String part : child.split("\\.", -1)) {
            found = found == null ? null : found.getChildren().get(part);
        }
        return Optional.ofNullable(found);
    }

    private ConvNormActivation unit(String child) {
        return (ConvNormActivation) (child.isEmpty() ? block : find(child).orElseThrow());
    }

    private Convolution convolution(String child) {
        return (Convolution) unit(child).getChildren().get("conv");
    }

    /** Known before there are any values. */
    private Shape weight(String child) {
        return convolution(child).getDirectParameters().get("weight").getShape();
    }
}
