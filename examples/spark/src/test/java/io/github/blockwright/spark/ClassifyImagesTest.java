package io.github.blockwright.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import io.github.blockwright.lessons.serving.OnnxClassifier;
import io.github.blockwright.networks.ShapesNetBlock;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.data.Shapes;
import io.github.blockwright.runtime.export.Onnx;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifyImagesTest {
    private static final int SIDE = 32;
    private static final int IMAGES = 12;

    @TempDir
    private static Path folder;

    private static Path model;
    private static SparkSession spark;

    @BeforeAll
    static void drawShapesAndExportANetwork() throws IOException {
        ImageDataset shapes = Shapes.generate(IMAGES, 1);
        for (int i = 0; i < IMAGES; i++) {
            Path of = Files.createDirectories(
                    folder.resolve("pictures").resolve(shapes.classes().get(shapes.label(i))));
            ImageIO.write(
                    picture(shapes.pixels(i)), "png", of.resolve(i + ".png").toFile());
        }
        Files.writeString(folder.resolve("pictures/broken.jpg"), "no picture");
        Files.writeString(folder.resolve("pictures/notes.txt"), "not meant to be one");
        model = folder.resolve("shapes.onnx");
        try (NDManager manager = NDManager.newBaseManager()) {
            ShapesNetBlock block = new ShapesNetBlock();
            block.initialize(manager);
            Onnx.of(block).preprocessing().labels(shapes.classes()).write(model);
        }
        spark = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", false)
                .config("spark.driver.host", "localhost")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.files.maxPartitionBytes", "4k")
                .getOrCreate();
    }

    @AfterAll
    static void stopSpark() {
        spark.close();
    }

    private static BufferedImage picture(byte[] rgb) {
        BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < SIDE * SIDE; i++) {
            int value = ((rgb[3 * i] & 255) << 16) | ((rgb[3 * i + 1] & 255) << 8) | (rgb[3 * i + 2] & 255);
            picture.setRGB(i % SIDE, i / SIDE, value);
        }
        return picture;
    }

    @Test
    void everyPictureOfEveryPartitionGetsWhatTheModelSaysOfIt() throws Exception {
        Dataset<Row> labels =
                ClassifyImages.classify(spark, model, folder.resolve("pictures").toString());
        assertThat(labels.columns()).containsExactly("path", "label", "probability", "error");
        assertThat(labels.rdd().getNumPartitions()).isGreaterThan(1);
        List<Row> rows = labels.where("error is null").collectAsList();
        assertThat(rows).hasSize(IMAGES);
        try (OnnxClassifier classifier = new OnnxClassifier(model)) {
            for (Row row : rows) {
                Path file = Path.of(URI.create(row.getString(0)));
                OnnxClassifier.Guess best =
                        classifier.classify(ImageIO.read(file.toFile())).get(0);
                assertThat(row.getString(1)).as(file.toString()).isEqualTo(best.label());
                assertThat(row.getFloat(2)).isEqualTo(best.probability());
            }
        }
    }

    @Test
    void aFileThatIsNoPictureIsARowThatSaysSo() {
        List<Row> broken = ClassifyImages.classify(
                        spark, model, folder.resolve("pictures").toString())
                .where("error is not null")
                .collectAsList();
        assertThat(broken).hasSize(1);
        assertThat(broken.get(0).getString(0)).endsWith("broken.jpg");
        assertThat(broken.get(0).getString(3)).isEqualTo("no picture that Java can read");
    }

    @Test
    void itSaysHowItIsCalled() {
        assertThatThrownBy(() -> ClassifyImages.main(new String[0]))
                .hasMessage("Usage: ClassifyImages MODEL FOLDER OUTPUT");
    }
}
