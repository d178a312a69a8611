package io.github.blockwright.runtime.weights;

import ai.djl.nn.Block;
import ai.djl.util.Pair;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.layers.ConvNormActivation;
import io.github.blockwright.runtime.layers.Conventions;
import io.github.blockwright.runtime.weights.formats.WeightFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lets a block compute by the conventions of the weights that it is given, and says what that changes. */
final class Adoption {
    private Adoption() {}

    /**
     * Adopts what a file's weights were trained with. The momentum stays the table's, for it matters only to further
     * training.
     *
     * @param names by which the file was read
     * @return what differs from the block as it was, a remark for each; nothing if all is the same
     */
    static List<String> of(NetworkBlock<?, ?> block, NameMap names, WeightFile file) {
        List<Conventions> own = conventions(block).values().stream().distinct().toList();
        Conventions wanted = names.conventions();
        InputSpec input = WrittenInput.of(file, block.summary().input()).orElse(names.input());
        List<String> remarks = new ArrayList<>();
        for (Conventions table : own) {
            if (table.batchNormEpsilon() != wanted.batchNormEpsilon()) {
                remarks.add("the epsilon of batch normalisation is now " + wanted.batchNormEpsilon() + " as in "
                        + names.family() + ", not " + table.batchNormEpsilon());
            }
            if (table.padding() != wanted.padding()) {
                remarks.add("the padding is now " + wanted.padding() + " as in " + names.family() + ", not "
                        + table.padding());
            }
        }
        if (!isSame(input, block.summary().input())) {
            remarks.add("a pixel v becomes (v * " + (float) input.scale() + " - " + input.mean() + ") / "
                    + input.standardDeviation() + " as in " + names.family());
        }
        if (!remarks.isEmpty()) {
            float momentum = own.get(0).batchNormMomentum();
            block.adopt(new Conventions(wanted.batchNormEpsilon(), momentum, wanted.padding()), input);
        }
        for (Conventions table : own) {
            if (table.batchNormMomentum() != wanted.batchNormMomentum()) {
                remarks.add("the momentum of batch normalisation stays " + table.batchNormMomentum() + ", not "
                        + wanted.batchNormMomentum() + " as in " + names.family()
                        + ", for it matters only to further training");
            }
        }
        return remarks.stream().distinct().toList();
    }

    /** The conventions of a block's convolutions, by their paths. */
    static Map<String, Conventions> conventions(Block block) {
        Map<String, Conventions> found = new LinkedHashMap<>();
        collect("", block, found);
        return found;
    }

    private static void collect(String path, Block block, Map<String, Conventions> found) {
        if (block instanceof ConvNormActivation convolution) {
            found.put(path, convolution.conventions());
            return;
        }
        for (Pair<String, Block> child : block.getChildren()) {
            collect(path.isEmpty() ? child.getKey() : path + "." + child.getKey(), child.getValue(), found);
        }
    }

    /** Whether every pixel becomes the same. */
    private static boolean isSame(InputSpec one, InputSpec other) {
        for (int channel = 0; channel < one.channels(); channel++) {
            if (!Arrays.equals(one.table(channel), other.table(channel))) {
                return false;
            }
        }
        return true;
    }
}
