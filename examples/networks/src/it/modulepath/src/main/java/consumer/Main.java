package consumer;

import ai.djl.modality.Classifications;
import io.github.blockwright.runtime.data.Pictures;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.serve.Classifier;
import io.github.blockwright.runtime.train.TrainedNetwork;
import io.github.blockwright.runtime.train.Training;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Trains an epoch, saves the network, loads it again and predicts an image file; fails if anything is not as expected. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createTempDirectory(Path.of("target"), "training");
        Pictures shapes = Pictures.shapes(640, 100);
        Recipe recipe = Recipe.builder().epochs(1).batchSize(32).build();
        try (TrainedNetwork network =
                Training.of(new TwoStagesBlock(), recipe).directory(directory).run(shapes)) {
            check(network.history().epochs().size() == 1, "one epoch is trained");
        }
        Path picture = directory.resolve("picture.png");
        ImageIO.write(new BufferedImage(48, 40, BufferedImage.TYPE_INT_RGB), "png", picture.toFile());
        try (Classifier classifier = Classifier.open(directory, new TwoStagesBlock())) {
            Classifications classes = classifier.classify(picture);
            check(shapes.classes().contains(classes.best().getClassName()), "a known class is predicted");
            System.out.println("predicted " + classes.best());
        }
        check(Main.class.getModule().isNamed() == Boolean.getBoolean("consumer.named"), "it runs on the intended path");
    }

    private static void check(boolean condition, String expectation) {
        if (!condition) {
            throw new AssertionError("Expected that " + expectation);
        }
    }
}
