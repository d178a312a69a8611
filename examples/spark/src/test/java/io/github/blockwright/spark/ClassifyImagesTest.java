package io.github.blockwright.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.onnx.proto.OnnxMl.ModelProto;
import io.github.blockwright.lessons.serving.OnnxClassifier;
import io.github.blockwright.lessons.serving.Photo;
import io.github.blockwright.lessons.transfer.EightShapes;
import io.github.blockwright.lessons.transfer.EightShapesBlock;
import io.github.blockwright.networks.ShapesNetBlock;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.data.Pictures;
import io.github.blockwright.runtime.data.Shapes;
import io.github.blockwright.runtime.export.Onnx;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.recipe.Schedule;
import io.github.blockwright.runtime.serve.Classifier;
import io.github.blockwright.runtime.serve.Serving;
import io.github.blockwright.runtime.train.TrainedNetwork;
import io.github.blockwright.runtime.train.Training;
import io.github.blockwright.spark.measuring.GeneratedPictures;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.apache.spark.api.java.function.ForeachPartitionFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifyImagesTest {
    private static final int SIDE = 32;
    private static final int IMAGES = 12;

    /** Rows that the source made, and that arrived: Spark copies all but what is static. */
    private static final AtomicInteger MADE = new AtomicInteger();

    private static final AtomicInteger SEEN = new AtomicInteger();

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
        Files.write(folder.resolve("pictures/sideways.jpg"), sideways(picture(shapes.pixels(0))));
        Files.writeString(folder.resolve("pictures/broken.jpg"), "no picture");
        Files.writeString(folder.resolve("pictures/notes.txt"), "not meant to be one");
        model = folder.resolve("shapes.onnx");
        try (NDManager manager = NDManager.newBaseManager()) {
            Onnx.of(network(manager)).preprocessing().labels(shapes.classes()).write(model);
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

    /** The same at every call. */
    private static ShapesNetBlock network(NDManager manager) {
        manager.getEngine().setRandomSeed(1);
        ShapesNetBlock block = new ShapesNetBlock();
        block.initialize(manager);
        return block;
    }

    /** A JPEG that EXIF wants turned by a quarter. */
    private static byte[] sideways(BufferedImage picture) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(picture, "jpg", out);
        byte[] plain = out.toByteArray();
        ByteBuffer turned = ByteBuffer.allocate(plain.length + 36);
        turned.put(plain, 0, 2).putShort((short) 0xffe1).putShort((short) 34);
        turned.put(new byte[] {'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42})
                .putInt(8)
                .putShort((short) 1);
        turned.putShort((short) 0x112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) 6)
                .putShort((short) 0);
        return turned.putInt(0).put(plain, 2, plain.length - 2).array();
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
        assertThat(rows).hasSize(IMAGES + 1);
        try (NDManager manager = NDManager.newBaseManager();
                OnnxClassifier classifier = new OnnxClassifier(model);
                Classifier predict = Serving.of(network(manager))
                        .classifier(Shapes.generate(1, 1).classes())) {
            for (Row row : rows) {
                Path file = Path.of(URI.create(row.getString(0)));
                OnnxClassifier.Guess best =
                        classifier.classify(Photo.read(file)).get(0);
                assertThat(row.getString(1)).as(file.toString()).isEqualTo(best.label());
                assertThat(row.getFloat(2)).isEqualTo(best.probability());
                assertThat((double) row.getFloat(2))
                        .as(file.toString())
                        .isCloseTo(predict.classify(file).get(best.label()).getProbability(), within(1e-3));
            }
        }
    }

    /** Upper case comes before lower case, so the order is not that of a dictionary. */
    @Test
    void everyLabelIsTheNameOfTheFolder() throws Exception {
        Map<String, String> classes = Map.of("Dog", "disc", "cat", "star", "Zebra", "cross");
        ImageDataset shapes = Shapes.generate(300, 3);
        Path photos = folder.resolve("photos");
        for (Map.Entry<String, String> entry : classes.entrySet()) {
            Path of = Files.createDirectories(photos.resolve(entry.getKey()));
            int label = shapes.classes().indexOf(entry.getValue());
            for (int i = 0; i < shapes.size(); i++) {
                if (shapes.label(i) == label) {
                    ImageIO.write(
                            picture(shapes.pixels(i)),
                            "png",
                            of.resolve(i + ".png").toFile());
                }
            }
        }
        Path weights = folder.resolve("eight-shapes-0000.params");
        try (InputStream in =
                EightShapes.class.getResourceAsStream(weights.getFileName().toString())) {
            Files.copy(in, weights);
        }
        Path trained = folder.resolve("photos.onnx");
        Recipe head = Recipe.fineTuning().head().toBuilder()
                .schedule(new Schedule.Constant(0.02))
                .build();
        try (TrainedNetwork network = Training.of(
                        new EightShapesBlock(3),
                        Recipe.fineTuning().withHead(head).headOnly())
                .weights(weights)
                .quiet()
                .run(Pictures.of(photos))) {
            assertThat(network.classes()).containsExactly("Dog", "Zebra", "cat");
            network.export(trained);
        }
        List<Row> rows =
                ClassifyImages.classify(spark, trained, photos.toString()).collectAsList();
        assertThat(rows).hasSize(90).allSatisfy(row -> {
            Path file = Path.of(URI.create(row.getString(0)));
            assertThat(row.getString(1))
                    .isEqualTo(file.getParent().getFileName().toString());
        });
    }

    /** What the model would say, had its table the task of several labels. */
    private static List<Row> ofSeveralLabels(String thresholds) throws IOException {
        ModelProto.Builder several = ModelProto.parseFrom(Files.readAllBytes(model)).toBuilder();
        several.getGraphBuilder().getNodeBuilderList().stream()
                .filter(node -> node.getOpType().equals("Softmax"))
                .forEach(node -> node.setOpType("Sigmoid").clearAttribute());
        several.addMetadataPropsBuilder().setKey("thresholds").setValue(thresholds);
        Path file = Files.createTempFile(folder, "several", ".onnx");
        Files.write(file, several.build().toByteArray());
        return ClassifyImages.classify(spark, file, folder.resolve("pictures").toString())
                .where("error is null")
                .collectAsList();
    }

    @Test
    void ofSeveralLabelsAPictureHasARowForEachOrOneWithout() throws Exception {
        List<String> labels = Shapes.generate(1, 1).classes();
        assertThat(ofSeveralLabels("0\n0" + "\n2".repeat(8)))
                .hasSize(2 * (IMAGES + 1))
                .extracting(row -> row.getString(1))
                .containsOnly(labels.get(0), labels.get(1));
        assertThat(ofSeveralLabels("2" + "\n2".repeat(9)))
                .hasSize(IMAGES + 1)
                .allSatisfy(row -> assertThat(row.isNullAt(1)).isTrue());
    }

    @Test
    void aFileThatIsNoPictureIsARowThatSaysSo() {
        List<Row> broken = ClassifyImages.classify(
                        spark, model, folder.resolve("pictures").toString())
                .where("error is not null")
                .collectAsList();
        assertThat(broken).hasSize(1);
        assertThat(broken.get(0).getString(0)).endsWith("broken.jpg");
        assertThat(broken.get(0).getString(3)).contains("it is no picture of a known kind");
    }

    /** A table of all files of the folder that are called pictures, with Spark's own further columns. */
    private static String table() {
        String table = folder.resolve("pictures.parquet").toString();
        spark.read()
                .format("binaryFile")
                .option("recursiveFileLookup", "true")
                .option("pathGlobFilter", "*.{png,jpg}")
                .load(folder.resolve("pictures").toString())
                .write()
                .mode(SaveMode.Overwrite)
                .parquet(table);
        return table;
    }

    @Test
    void ofATableItSaysTheSame() {
        List<Row> ofFolder = ClassifyImages.classify(
                        spark, model, folder.resolve("pictures").toString())
                .collectAsList();
        assertThat(ClassifyImages.classify(spark, model, table()).collectAsList())
                .hasSize(IMAGES + 2)
                .containsExactlyInAnyOrderElementsOf(ofFolder);
        assertThat(ClassifyImages.classify(spark, model, table() + "/").count()).isEqualTo(IMAGES + 2);
    }

    @Test
    void aTableWithoutTheColumnsIsRefused() {
        Dataset<Row> pictures = spark.read().parquet(table()).select("path", "content");
        assertThatThrownBy(() -> ClassifyImages.classify(spark, model, pictures.withColumnRenamed("content", "bytes")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The pictures have no column content of type binary, but struct<path:string,bytes:binary>:"
                        + " rename or cast what holds it");
        assertThatThrownBy(() -> ClassifyImages.classify(spark, model, pictures.selectExpr("1 as path", "content")))
                .hasMessage("The pictures have no column path of type string, but struct<path:int,content:binary>:"
                        + " rename or cast what holds it");
    }

    @Test
    void aRowWithoutContentSaysSo() {
        Dataset<Row> empty = spark.range(1).selectExpr("'one' as path", "cast(null as binary) as content");
        assertThat(ClassifyImages.classify(spark, model, empty).collectAsList())
                .containsExactly(RowFactory.create("one", null, null, "one has no content"));
    }

    /** The source is never further ahead than a row that is held here and there on the way. */
    @Test
    void ofALongPartitionItHoldsNoRows() {
        int rows = 500;
        MapFunction<Row, Row> count = row -> {
            MADE.incrementAndGet();
            return row;
        };
        Dataset<Row> pictures = GeneratedPictures.of(spark, rows, 1);
        ForeachPartitionFunction<Row> look = classified -> {
            while (classified.hasNext()) {
                classified.next();
                int ahead = MADE.get() - SEEN.incrementAndGet();
                if (ahead > 3) {
                    throw new IllegalStateException(ahead + " rows were read ahead");
                }
            }
        };
        ClassifyImages.classify(spark, model, pictures.map(count, Encoders.row(pictures.schema())))
                .foreachPartition(look);
        assertThat(SEEN).hasValue(rows);
    }

    @Test
    void itSaysHowItIsCalled() {
        assertThatThrownBy(() -> ClassifyImages.main(new String[0]))
                .hasMessage("Usage: ClassifyImages MODEL PICTURES OUTPUT");
    }
}
