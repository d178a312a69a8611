package io.github.blockwright.runtime.weights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where torch hub, Hugging Face and Keras keep what they have fetched on this machine, as their documentations say.
 *
 * @param torch {@code hub/checkpoints} of {@code TORCH_HOME}
 * @param huggingFace {@code hub} of {@code HF_HOME}, or {@code HF_HUB_CACHE}
 * @param keras {@code models} of {@code KERAS_HOME}
 */
record WeightCaches(Path torch, Path huggingFace, Path keras) {
    private static final List<String> OF_A_SNAPSHOT = List.of("model.safetensors", "pytorch_model.bin");

    /** Those of a user's home and environment. */
    static WeightCaches of(Path home, Map<String, String> environment) {
        Path cache = folder(environment, "XDG_CACHE_HOME").orElse(home.resolve(".cache"));
        Path hugging = folder(environment, "HF_HOME").orElse(cache.resolve("huggingface"));
        return new WeightCaches(
                folder(environment, "TORCH_HOME").orElse(cache.resolve("torch")).resolve("hub/checkpoints"),
                folder(environment, "HF_HUB_CACHE").orElse(hugging.resolve("hub")),
                folder(environment, "KERAS_HOME").orElse(home.resolve(".keras")).resolve("models"));
    }

    private static Optional<Path> folder(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isBlank())
                .map(Path::of);
    }

    /**
     * The first of a network's files that is there: torchvision's, timm's, then Keras'.
     *
     * @param family whose files alone to look for, if that is said
     * @throws IOException if a cache cannot be read
     */
    Optional<Path> find(PublishedFiles files, Optional<Family> family) throws IOException {
        List<Path> found = new ArrayList<>();
        if (family.orElse(Family.TORCHVISION) == Family.TORCHVISION) {
            files.torchvision().forEach(name -> add(found, torch.resolve(name)));
        }
        if (family.orElse(Family.TIMM) == Family.TIMM) {
            for (String name : files.timm()) {
                // Its older files came by torch hub: mobilenetv2_100_ra-b33bc2c4.pth.
                found.addAll(list(torch, name + "_", ".pth"));
                for (Path model : list(huggingFace, "models--timm--" + name + ".", "")) {
                    found.addAll(snapshot(model));
                }
            }
        }
        if (family.orElse(Family.KERAS) == Family.KERAS) {
            files.keras().forEach(name -> add(found, keras.resolve(name)));
        }
        return found.stream().findFirst();
    }

    /** What {@link #find} looks for and where, a line for each place. */
    List<String> describe(PublishedFiles files) {
        List<String> places = new ArrayList<>();
        if (!files.torchvision().isEmpty()) {
            places.add(torch + ": " + String.join(", ", files.torchvision()));
        }
        for (String name : files.timm()) {
            places.add(huggingFace + ": models--timm--" + name + ".*");
        }
        if (!files.keras().isEmpty()) {
            places.add(keras + ": " + String.join(", ", files.keras()));
        }
        return places;
    }

    /** The weights of the revision that a model's cache calls main, or of any. */
    private static List<Path> snapshot(Path model) throws IOException {
        Path main = model.resolve("refs/main");
        List<Path> revisions = Files.isRegularFile(main)
                ? List.of(model.resolve("snapshots")
                        .resolve(Files.readString(main).strip()))
                : list(model.resolve("snapshots"), "", "");
        List<Path> found = new ArrayList<>();
        revisions.forEach(revision -> OF_A_SNAPSHOT.forEach(name -> add(found, revision.resolve(name))));
        return found;
    }

    private static void add(List<Path> found, Path file) {
        if (Files.isRegularFile(file)) {
            found.add(file);
        }
    }

    /** What is in a folder, which may not be there, in the order of the names. */
    private static List<Path> list(Path folder, String start, String end) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(child -> {
                        String name = child.getFileName().toString();
                        return name.startsWith(start) && name.endsWith(end);
                    })
                    .sorted()
                    .toList();
        }
    }
}
