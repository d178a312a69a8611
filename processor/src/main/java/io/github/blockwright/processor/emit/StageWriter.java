package io.github.blockwright.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import io.github.blockwright.processor.spec.Classic;
import io.github.blockwright.processor.spec.Defaults;
import io.github.blockwright.processor.spec.Inverted;
import io.github.blockwright.processor.spec.InvertedVariant;
import io.github.blockwright.processor.spec.Joined;
import io.github.blockwright.processor.spec.Staged;
import io.github.blockwright.processor.spec.arithmetic.Expansion;
import io.github.blockwright.processor.spec.arithmetic.Squeeze;
import java.util.Optional;
import java.util.function.LongToIntFunction;

/**
 * Writes stages of like blocks.
 *
 * @param channels of the input
 * @param defaults of the annotation, which are those of the runtime's builder too
 */
record StageWriter(long channels, Defaults defaults) implements Staged.Visitor<LayerCode> {
    @Override
    public LayerCode visit(Inverted.InvertedResidual row) {
        Options options = new Options(defaults);
        width(options, row.expansion());
        common(options, row, row.kernel(), row.activation());
        squeeze(options, row);
        options.add("projectionActivation", row.projectionActivation());
        switch (row.shortcut()) {
            case BOTTLENECK -> {}
            case EXPANSION -> options.always("shortcutBetweenExpansions");
            case NONE -> options.always("withoutShortcut");
        }
        dropPath(options, row.dropPath());
        return stage("InvertedResidual", CodeBlock.of("$L, $L", channels, row.filters()), options, row);
    }

    @Override
    public LayerCode visit(InvertedVariant.FusedInvertedResidual row) {
        Options options = new Options(defaults);
        width(options, row.expansion());
        common(options, row, row.kernel(), row.activation());
        squeeze(options, row);
        dropPath(options, row.dropPath());
        return stage("FusedInvertedResidual", CodeBlock.of("$L, $L", channels, row.filters()), options, row);
    }

    @Override
    public LayerCode visit(InvertedVariant.UniversalInvertedBottleneck row) {
        Options options = new Options(defaults);
        width(options, row.expansion());
        options.add("startKernel", row.startKernel());
        common(options, row, row.kernel(), row.activation());
        squeeze(options, row);
        dropPath(options, row.dropPath());
        return stage("UniversalInvertedBottleneck", CodeBlock.of("$L, $L", channels, row.filters()), options, row);
    }

    @Override
    public LayerCode visit(Classic.DepthwiseSeparable row) {
        Options options = new Options(defaults);
        common(options, row, row.kernel(), row.activation());
        return stage("DepthwiseSeparable", CodeBlock.of("$L, $L", channels, row.filters()), options, row);
    }

    @Override
    public LayerCode visit(Classic.Residual row) {
        Options options = new Options(defaults);
        common(options, row, row.kernel(), row.activation());
        options.add("groups", row.groups());
        squeeze(options, row, row.squeeze(), input -> row.bottleneck());
        dropPath(options, row.dropPath());
        return stage("Residual", CodeBlock.of("$L, $L, $L", channels, row.bottleneck(), row.filters()), options, row);
    }

    @Override
    public LayerCode visit(Classic.BasicResidual row) {
        Options options = new Options(defaults);
        common(options, row, row.kernel(), row.activation());
        dropPath(options, row.dropPath());
        return stage("BasicResidual", CodeBlock.of("$L, $L", channels, row.filters()), options, row);
    }

    @Override
    public LayerCode visit(Joined.ShuffleUnit row) {
        Options options = new Options(defaults);
        common(options, row, row.kernel(), row.activation());
        return stage("ShuffleUnit", CodeBlock.of("$L, $L", channels, row.filters()), options, row);
    }

    @Override
    public LayerCode visit(Joined.GhostBottleneck row) {
        Options options = new Options(defaults);
        common(options, row, row.kernel(), row.activation());
        squeeze(options, row, row.squeeze(), input -> row.expandedChannels());
        dropPath(options, row.dropPath());
        return stage(
                "GhostBottleneck",
                CodeBlock.of("$L, $L, $L", channels, row.expandedChannels(), row.filters()),
                options,
                row);
    }

    @Override
    public LayerCode visit(Joined.Fire row) {
        Options options = new Options(defaults).add("activation", row.activation());
        return stage("Fire", CodeBlock.of("$L, $L, $L", channels, row.squeezed(), row.filters()), options, row);
    }

    /** A stage of blocks from the builder of a class. */
    private static LayerCode stage(String name, CodeBlock channels, Options options, Staged stage) {
        ClassName block = Library.layer(name);
        options.always("stage", stage.count());
        return new LayerCode(
                Library.layer("Stage"),
                options.named(block),
                CodeBlock.of("$T.builder(" + LayerCode.CONVENTIONS + ", $L)\n$L", block, channels, options.code()));
    }

    private static void width(Options options, Expansion expansion) {
        if (expansion.factor().isPresent()) {
            options.always("expansion", expansion.factor().getAsInt());
        } else {
            options.always("expandedChannels", expansion.channels().orElseThrow());
        }
    }

    private static void common(Options options, Staged row, int kernel, Enum<?> activation) {
        options.always("strides", row.strides()).add("kernel", kernel).add("activation", activation);
    }

    private void squeeze(Options options, Inverted row) {
        squeeze(options, row, row.squeeze(), row::wide);
    }

    /**
     * The squeezed channels of the first block and of those after it, whose input has other channels.
     *
     * @param scaled the channels that a squeeze scales, from those of a block's input
     */
    private void squeeze(Options options, Staged row, Optional<Squeeze> written, LongToIntFunction scaled) {
        if (written.isEmpty()) {
            return;
        }
        Squeeze squeeze = written.get();
        int filters = row.filters();
        int first = squeeze.channels(channels, scaled.applyAsInt(channels));
        int later = row.count() == 1 ? first : squeeze.channels(filters, scaled.applyAsInt(filters));
        options.line().always("squeeze", first, later, squeeze.activation(), squeeze.gate());
    }

    private static void dropPath(Options options, double rate) {
        // As a float, which the runtime computes with: javac refuses a literal that is too small for one.
        if ((float) rate != 0) {
            options.always("dropPath", Literals.rate(rate));
        }
    }
}
