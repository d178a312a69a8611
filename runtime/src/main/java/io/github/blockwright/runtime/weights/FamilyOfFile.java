package io.github.blockwright.runtime.weights;

import ai.djl.ndarray.types.Shape;
import io.github.blockwright.dsl.Padding;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.weights.formats.WeightFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds out whose names a file of weights has. */
final class FamilyOfFile {
    // timm's own names of its networks from TensorFlow, in a file's name or a folder's of Hugging Face.
    private static final Pattern TENSORFLOW = Pattern.compile("(^|[^a-zA-Z0-9])tf_");

    private FamilyOfFile() {}

    /** The names of the family that the file has most of. */
    static NameMap names(NetworkBlock<?, ?> block, WeightFile file) {
        Map<String, Shape> shapes = Weights.shapes(block);
        IllegalArgumentException refusal = null;
        NameMap best = null;
        int most = -1;
        for (Family family : inOrder(file)) {
            try {
                NameMap names = NameMap.of(block, family);
                int matched = Matching.of(names, shapes, file, Head.SKIP).score();
                if (matched > most) {
                    best = names;
                    most = matched;
                }
            } catch (IllegalArgumentException e) {
                // The first says what to change in the table; another family may do as it is.
                refusal = refusal == null ? e : refusal;
            }
        }
        if (best == null) {
            throw refusal;
        }
        return best;
    }

    /** The families; of the two that timm's names have, the one that the file or its name speaks for comes first. */
    private static List<Family> inOrder(WeightFile file) {
        List<Family> families = new ArrayList<>(List.of(Family.values()));
        boolean isTensorFlow = file.graph().padding().equals(Optional.of(Padding.SAME));
        for (Path step : file.source().toAbsolutePath()) {
            isTensorFlow |= TENSORFLOW.matcher(step.toString()).find();
        }
        if (isTensorFlow) {
            families.remove(Family.TIMM_TF);
            families.add(0, Family.TIMM_TF);
        }
        return families;
    }
}
