package io.github.blockwright.runtime.weights;

import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.weights.formats.WeightFile;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Finds the network of a library that weights fit which do not fit the table that they were meant for. */
final class Fitting {
    private Fitting() {}

    /** What the weights are of, as a sentence; empty if they fit no network that is known here. */
    static Optional<String> of(WeightFile file) {
        return networks().flatMap(network -> fit(network.get(), file).stream()).findFirst();
    }

    private static Stream<Supplier<? extends NetworkBlock<?, ?>>> networks() {
        return ServiceLoader.load(NetworkLibrary.class).stream()
                .map(ServiceLoader.Provider::get)
                .flatMap(library -> library.networks().stream());
    }

    private static Optional<String> fit(NetworkBlock<?, ?> block, WeightFile file) {
        return NameMap.families(block).stream()
                .map(family -> Matching.of(NameMap.of(block, family), Weights.shapes(block), file, Head.SKIP))
                .filter(matching -> matching.report().isComplete())
                .findFirst()
                .map(matching -> "this is " + block.summary().name() + " as "
                        + matching.names().family()
                        + classes(matching)
                                .map(count -> " with " + count + " classes")
                                .orElse(", without its classifier"));
    }

    /** How many values the bias of a file's classifier has. */
    static Optional<Long> classes(Matching matching) {
        return matching.names().entries().stream()
                .filter(entry -> entry.isClassifier() && entry.parameter().endsWith(".bias"))
                .flatMap(entry -> matching.find(entry).stream())
                .map(name -> matching.file().tensors().get(name).shape()[0])
                .findFirst();
    }
}
