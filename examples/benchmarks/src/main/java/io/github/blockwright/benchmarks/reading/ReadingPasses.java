package io.github.blockwright.benchmarks.reading;

import ai.djl.ndarray.NDManager;
import io.github.blockwright.runtime.batches.Batch;
import io.github.blockwright.runtime.batches.BatchStream;
import io.github.blockwright.runtime.batches.Batches;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.data.OpenPictures;
import io.github.blockwright.runtime.data.Pictures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the pictures of a folder as a training does, and throws the batches away: 224 × 224, augmented, normalised, 32 in a
 * batch. Prints a JSON object for each epoch. Usage: {@code ReadingPasses FOLDER WORKERS EPOCHS [CACHE]}.
 */
public final class ReadingPasses {
    private static final int SIDE = 224;
    private static final int BATCH = 32;
    private static final InputSpec INPUT =
            new InputSpec(SIDE, SIDE, 3, 255, List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225));

    private ReadingPasses() {}

    /** Runs the measurement. */
    public static void main(String[] arguments) throws IOException {
        Pictures found = Pictures.of(Path.of(arguments[0])).workers(Integer.parseInt(arguments[1]));
        int epochs = Integer.parseInt(arguments[2]);
        Pictures pictures = arguments.length > 3 ? found.cache(Path.of(arguments[3])) : found.withoutCache();
        try (NDManager manager = NDManager.newBaseManager();
                OpenPictures open = pictures.open(INPUT, Optional.empty(), epochs)) {
            Batches batches = Batches.of(open.train(), INPUT, BATCH).forTraining(Augmentation.PHOTOS, 1);
            for (int epoch = 1; epoch <= epochs; epoch++) {
                long start = System.nanoTime();
                int images = 0;
                try (BatchStream stream = batches.open(epoch)) {
                    while (stream.hasNext()) {
                        try (Batch batch = stream.next(manager)) {
                            images += batch.size();
                        }
                    }
                }
                System.out.printf(
                        Locale.ROOT,
                        "{\"epoch\": %d, \"pictures\": %d, \"seconds\": %.4f}%n",
                        epoch,
                        images,
                        (System.nanoTime() - start) / 1e9);
            }
        }
    }
}
