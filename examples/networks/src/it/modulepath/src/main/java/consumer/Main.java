package consumer;

import ai.djl.inference.Predictor;
import ai.djl.modality.Classifications;
import ai.djl.ndarray.NDManager;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.data.Shapes;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.report.ProgressLine;
import io.github.blockwright.runtime.report.TrainingHistory;
import io.github.blockwright.runtime.serve.ImageTranslator;
import io.github.blockwright.runtime.train.Training;
import io.github.blockwright.runtime.weights.SavedModel;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Trains an epoch, saves the network, loads it again and predicts an image file; fails if anything is not as expected. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createTempDirectory(Path.of("target"), "training");
        ImageDataset train = Shapes.generate(640, 1);
        Recipe recipe = Recipe.builder().epochs(1).batchSize(32).build();
        try (NDManager manager = NDManager.newBaseManager()) {
            TrainingHistory result = Training.of(new TwoStagesBlock(), recipe)
                    .directory(directory)
                    .listener(new ProgressLine(System.out))
                    .run(manager, train, Shapes.generate(100, 2));
            check(result.epochs().size() == 1, "one epoch is trained");
        }
        Path picture = directory.resolve("picture.png");
        ImageIO.write(new BufferedImage(48, 40, BufferedImage.TYPE_INT_RGB), "png", picture.toFile());
        try (SavedModel saved = SavedModel.load(directory.resolve("last-0000.params"), new TwoStagesBlock());
                Predictor<Path, Classifications> predictor = saved.model()
                        .newPredictor(new ImageTranslator(saved.block().summary().input(), saved.classes()))) {
            Classifications classes = predictor.predict(picture);
            check(train.classes().contains(classes.best().getClassName()), "a known class is predicted");
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
