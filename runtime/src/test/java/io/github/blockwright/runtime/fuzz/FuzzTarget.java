package io.github.blockwright.runtime.fuzz;

import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.train.CheckpointBytes;
import io.github.blockwright.runtime.weights.WeightFixtures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The readers of bytes from outside, each with what fuzzing starts from. Reading ends in a value or in one clear error. */
enum FuzzTarget {
    SAFETENSORS,
    PYTORCH,
    PYTORCH_LEGACY,
    HDF5,
    KERAS,
    ONNX,
    SHARDS,
    JPEG,
    PNG,
    GIF,
    BMP,
    TIFF,
    WEBP,
    ZIP,
    TAR,
    GZIP,
    INDEX_CSV,
    INDEX_JSON,
    MNIST,
    CIFAR100,
    CHECKPOINT,
    SAVED_MODEL,
    RECIPE,
    FINE_TUNING,
    RUN,
    RECORD,
    SCORES;

    private static final int LONGEST_MESSAGE = 2000;

    /** Whole files of this kind. */
    List<byte[]> seeds() throws IOException {
        return switch (this) {
            case SAFETENSORS -> weights("pytorch.safetensors", "keras.safetensors", "pytorch-views.safetensors");
            case PYTORCH ->
                weights("pytorch.pth", "pytorch-protocol5.pth", "pytorch-checkpoint.pt", "pytorch-sparse.pth");
            case PYTORCH_LEGACY -> weights("pytorch-before-zip.pth", "pytorch-views-legacy.pth");
            case HDF5 -> weights("keras.weights.h5", "keras2.h5", "keras-compressed.h5", "keras-chunked.h5");
            case KERAS -> weights("keras-model.keras", "keras-unnamed.keras");
            case ONNX ->
                weights(
                        "onnx-folded.onnx",
                        "onnx-named.onnx",
                        "onnx-product.onnx",
                        "onnx-scaled.onnx",
                        "onnx-float8.onnx");
            case SHARDS -> SeedTexts.shards();
            case JPEG -> SeedPictures.drawn("jpg");
            case PNG -> SeedPictures.png();
            case GIF -> SeedPictures.drawn("gif");
            case BMP -> SeedPictures.drawn("bmp");
            case TIFF -> SeedPictures.tiff();
            case WEBP -> SeedPictures.webp();
            case ZIP -> SeedArchives.zip();
            case TAR -> SeedArchives.tar();
            case GZIP -> SeedArchives.gzip();
            case INDEX_CSV -> SeedTexts.csv();
            case INDEX_JSON -> SeedTexts.jsonLines();
            case MNIST -> DataReaders.idxSeeds();
            case CIFAR100 -> DataReaders.cifar100Seeds();
            case CHECKPOINT -> CheckpointBytes.seeds();
            case SAVED_MODEL -> RunReaders.models();
            case RECIPE -> List.of(Recipe.fromScratch().toJson().getBytes(StandardCharsets.UTF_8));
            case FINE_TUNING -> List.of(Recipe.fineTuning().toJson().getBytes(StandardCharsets.UTF_8));
            case RUN -> RunReaders.runs();
            case RECORD -> RunReaders.records();
            case SCORES -> RunReaders.scoreFiles();
        };
    }

    /** Reads bytes to the end. */
    private void read(byte[] bytes) throws IOException {
        switch (this) {
            case SAFETENSORS, PYTORCH, PYTORCH_LEGACY, HDF5, KERAS, ONNX -> WeightReaders.read(bytes);
            case SHARDS -> WeightReaders.readIndex(bytes);
            case JPEG, GIF, BMP, TIFF, WEBP -> SeedPictures.decode(bytes);
            case PNG -> SeedPictures.decode(SeedPictures.withChecksums(bytes));
            case ZIP, TAR, GZIP -> ArchiveReaders.read(bytes);
            case INDEX_CSV -> DataReaders.index(bytes, "labels.csv");
            case INDEX_JSON -> DataReaders.index(bytes, "labels.jsonl");
            case MNIST -> DataReaders.idx(bytes);
            case CIFAR100 -> DataReaders.cifar100(bytes);
            case CHECKPOINT -> CheckpointBytes.read(bytes);
            case SAVED_MODEL -> RunReaders.model(bytes);
            case RECIPE -> RunReaders.recipe(bytes);
            case FINE_TUNING -> RunReaders.fineTuning(bytes);
            case RUN -> RunReaders.run(bytes);
            case RECORD -> RunReaders.record(bytes);
            case SCORES -> RunReaders.scores(bytes);
        }
    }

    /** @throws AssertionError if reading ends in anything but a value or a clear error */
    void check(byte[] bytes) {
        try {
            read(bytes);
        } catch (IOException | IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            // Those of kinds of their own come from deep within, and say nothing of the file.
            boolean foreign = e instanceof IllegalArgumentException && e.getClass() != IllegalArgumentException.class;
            if (foreign || message.length() > LONGEST_MESSAGE || message.isBlank() || message.equals("null")) {
                throw new AssertionError("This is no clear error: " + message, e);
            }
        }
    }

    private static List<byte[]> weights(String... names) throws IOException {
        return SeedTexts.files(Arrays.stream(names).map(WeightFixtures::path).toArray(Path[]::new));
    }
}
