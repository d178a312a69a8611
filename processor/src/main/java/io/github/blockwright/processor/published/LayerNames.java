package io.github.blockwright.processor.published;

import java.util.List;

/**
 * What families call a layer.
 *
 * @param path in the block, as {@code stage2.0.expand}
 * @param names of the architecture's families in turn; two for each where the part has batch normalisation, the
 *     convolution's and the normalisation's
 */
public record LayerNames(String path, Part part, List<String> names) {
    public LayerNames {
        names = List.copyOf(names);
    }
}
