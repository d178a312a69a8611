package io.github.blockwright.lessons.quickstart;

import ai.djl.modality.Classifications;
import ai.djl.modality.Classifications.Classification;
import io.github.blockwright.networks.ShapesNet;
import io.github.blockwright.networks.ShapesNetBlock;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.data.Pictures;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.serve.Classifier;
import io.github.blockwright.runtime.train.TrainedNetwork;
import io.github.blockwright.runtime.train.Training;
import java.io.IOException;
import java.util.Locale;

/** Trains {@link ShapesNet} on drawn shapes and shows what it has learned. */
public final class Quickstart {
    private Quickstart() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) throws IOException {
        ShapesNetBlock block = new ShapesNetBlock();
        System.out.println(block.summary() + "\n");

        Pictures shapes = Pictures.shapes();
        Recipe recipe = Recipe.builder().epochs(5).batchSize(64).build();
        try (TrainedNetwork network = Training.of(block, recipe).run(shapes)) {
            System.out.println();
            System.out.println(network.evaluation().confusion());
            System.out.printf(
                    Locale.ROOT,
                    "%ntest accuracy %.4f%n%n",
                    network.evaluation().accuracy());
            classifyFive(network, shapes.validation(block.summary().input()));
        }
    }

    private static void classifyFive(TrainedNetwork network, ImageDataset pictures) {
        try (Classifier classifier = network.classifier()) {
            for (int i = 0; i < 5; i++) {
                Classifications answer = classifier.classify(pictures.picture(i));
                Classification best = answer.best();
                System.out.printf(
                        Locale.ROOT,
                        "image %d is a %s: predicted %s with probability %.3f%n",
                        i,
                        pictures.classes().get(pictures.label(i)),
                        best.getClassName(),
                        best.getProbability());
            }
        }
    }
}
