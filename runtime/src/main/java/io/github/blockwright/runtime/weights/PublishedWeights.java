package io.github.blockwright.runtime.weights;

import io.github.blockwright.runtime.blocks.Backbone;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.files.Download;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The weights that others publish of the library's networks, where their own programs keep them on this machine: torch hub
 * ({@code TORCH_HOME}, by default {@code ~/.cache/torch}), Hugging Face ({@code HF_HOME}, {@code ~/.cache/huggingface}) and
 * Keras ({@code KERAS_HOME}, {@code ~/.keras}). A table on a {@code @Backbone} has those of its backbone.
 *
 * <pre>{@code
 * Path weights = PublishedWeights.here().find(block, Optional.empty()).orElseThrow();
 * }</pre>
 */
public final class PublishedWeights {
    private static final URI TORCHVISION = URI.create("https://download.pytorch.org/models/");

    private final WeightCaches caches;
    private final URI address;

    PublishedWeights(WeightCaches caches, URI address) {
        this.caches = caches;
        this.address = address;
    }

    /** {@return those of this machine's user} */
    public static PublishedWeights here() {
        Map<String, String> environment = System.getenv();
        Path home = Path.of(System.getProperty("user.home"));
        return new PublishedWeights(WeightCaches.of(home, environment), TORCHVISION);
    }

    /**
     * The folders of torch hub, Hugging Face and Keras that {@link #find} looks into.
     *
     * @return their paths, whether they are there or not
     */
    public List<Path> folders() {
        return List.of(caches.torch(), caches.huggingFace(), caches.keras());
    }

    /**
     * Looks for a network's weights by the names that their publishers give the files; nothing is fetched.
     *
     * @param block of a table of the library, or on one as its backbone
     * @param family whose weights alone to look for; empty for torchvision's, then timm's, then Keras'
     * @return the file, or nothing
     * @throws IOException if a cache cannot be read
     */
    public Optional<Path> find(NetworkBlock<?, ?> block, Optional<Family> family) throws IOException {
        Optional<PublishedFiles> files = files(block);
        return files.isPresent() ? caches.find(files.get(), family) : Optional.empty();
    }

    /**
     * Fetches torchvision's weights of a network from PyTorch's public address to where torch hub keeps them, and checks them
     * by the digits of their hash that torchvision publishes. A file that is there already is not fetched again.
     *
     * @param block of a table of the library, or on one as its backbone
     * @return the file
     * @throws IOException if the download fails, or what came is not the published file; the message says what to do
     * @throws IllegalArgumentException if torchvision publishes no weights of the network
     */
    public Path download(NetworkBlock<?, ?> block) throws IOException {
        String name = files(block).stream()
                .flatMap(files -> files.torchvision().stream())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No published weights of " + name(block)
                        + " have a known address and hash: fetch them yourself and name the file"));
        return fetch(name);
    }

    /** @param name of a file whose first digits of its SHA-256 stand behind the last hyphen */
    Path fetch(String name) throws IOException {
        String hash = name.substring(name.lastIndexOf('-') + 1, name.lastIndexOf('.'));
        return new Download(address.resolve(name), caches.torch().resolve(name), "SHA-256", hash).fetch();
    }

    /**
     * Where {@link #find} looks and for what, for a message to somebody who has none.
     *
     * @param block of any table
     * @return a line for each place, or that the network is none that anybody publishes
     */
    public String places(NetworkBlock<?, ?> block) {
        return files(block)
                .map(files -> String.join("\n", caches.describe(files)))
                .orElseGet(() -> name(block) + " is no network of the library, nor on one as its backbone");
    }

    private static Optional<PublishedFiles> files(NetworkBlock<?, ?> block) {
        return PublishedFiles.of(name(block));
    }

    /** The network whose weights they are. */
    private static String name(NetworkBlock<?, ?> block) {
        return block.getChildren().values().get(0) instanceof Backbone<?> backbone
                ? name(backbone.network())
                : block.summary().name();
    }
}
