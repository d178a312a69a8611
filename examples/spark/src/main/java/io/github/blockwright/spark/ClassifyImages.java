package io.github.blockwright.spark;

import ai.onnxruntime.OrtException;
import io.github.blockwright.lessons.serving.OnnxClassifier;
import io.github.blockwright.lessons.serving.Photo;
import io.github.blockwright.runtime.pictures.Images;
import io.github.blockwright.runtime.pictures.Picture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.SparkFiles;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Says what is in all pictures of a folder or of a table, on as many machines as Spark has: a row for each, in Parquet. The model is a
 * file that {@code export --preprocessing} wrote, and pictures are read as everywhere in Blockwright, turned as their EXIF
 * says, so that the probabilities are those of {@code blockwright predict}.
 */
public final class ClassifyImages {
    private static final StructType COLUMNS = new StructType()
            .add("path", "string")
            .add("label", "string")
            .add("probability", "float")
            .add("error", "string");

    private static final String PICTURES = "*.{jpg,jpeg,png,gif,bmp,tif,tiff,webp,JPG,JPEG,PNG,GIF,BMP,TIF,TIFF,WEBP}";

    private ClassifyImages() {}

    /** Parquet is read this many rows at a time, 4096 by default: too many where each is a photo. */
    private static final int ROWS_AT_A_TIME = 32;

    /** Takes the model, what {@link #classify(SparkSession, Path, String)} takes, and the Parquet folder to write. */
    public static void main(String[] arguments) {
        if (arguments.length != 3) {
            throw new IllegalArgumentException("Usage: ClassifyImages MODEL PICTURES OUTPUT");
        }
        try (SparkSession spark = SparkSession.builder()
                .appName("ClassifyImages")
                .config("spark.sql.parquet.columnarReaderBatchSize", ROWS_AT_A_TIME)
                .getOrCreate()) {
            Dataset<Row> labels = classify(spark, Path.of(arguments[0]), arguments[1]);
            labels.write().parquet(arguments[2]);
            spark.read().parquet(arguments[2]).groupBy("label").count().show();
        }
    }

    /**
     * The same as {@link #classify(SparkSession, Path, Dataset)} for what lies in files.
     *
     * @param pictures on any file system that Spark reads: a folder, whose sub-folders count too, with JPEG, PNG, GIF, BMP, TIFF or
     *     WebP, or, if its name ends with {@code .parquet}, a Parquet table
     */
    public static Dataset<Row> classify(SparkSession spark, Path model, String pictures) {
        Dataset<Row> read = pictures.matches(".*\\.parquet/?")
                ? spark.read().parquet(pictures)
                : spark.read()
                        .format("binaryFile")
                        .option("recursiveFileLookup", "true")
                        .option("pathGlobFilter", PICTURES)
                        .load(pictures);
        return classify(spark, model, read);
    }

    /**
     * The label and probability of every picture, or why there is none. Of a model that gives several labels, a picture has a row
     * for each that it is given, and one without a label if that is none.
     *
     * @param pictures with the columns path (string), which is anything that names a picture, and content (binary), the bytes of its
     *     file; further columns are left out
     * @return with the columns path, label, probability and error
     * @throws IllegalArgumentException if a column is missing or of another type
     */
    public static Dataset<Row> classify(SparkSession spark, Path model, Dataset<Row> pictures) {
        require(pictures.schema(), "path", DataTypes.StringType);
        require(pictures.schema(), "content", DataTypes.BinaryType);
        // Spark copies the file to every machine, where it has this name.
        spark.sparkContext().addFile(model.toString());
        String name = model.getFileName().toString();
        MapPartitionsFunction<Row, Row> partition = rows -> classify(rows, name);
        return pictures.select("path", "content").mapPartitions(partition, Encoders.row(COLUMNS));
    }

    private static void require(StructType schema, String name, DataType type) {
        if (Arrays.stream(schema.fields())
                .noneMatch(
                        field -> field.name().equals(name) && field.dataType().equals(type))) {
            throw new IllegalArgumentException("The pictures have no column " + name + " of type " + type.simpleString()
                    + ", but " + schema.simpleString() + ": rename or cast what holds it");
        }
    }

    /** One session for all pictures of a partition, read one after the other. Spark works on a partition a core, so it has one thread. */
    private static Iterator<Row> classify(Iterator<Row> pictures, String model) throws OrtException {
        OnnxClassifier classifier = new OnnxClassifier(Path.of(SparkFiles.get(model)), 1);
        TaskCompletionListener end = task -> close(classifier);
        TaskContext.get().addTaskCompletionListener(end);
        Iterable<Row> all = () -> pictures;
        Stream<Row> rows = StreamSupport.stream(all.spliterator(), false)
                .flatMap(picture -> classify(picture.getString(0), picture.getAs(1), classifier));
        return rows.iterator();
    }

    /** A picture that cannot be read is a row too: among a million there is one, and it must not end the job. */
    private static Stream<Row> classify(String path, byte[] content, OnnxClassifier classifier) {
        if (content == null) {
            return Stream.of(RowFactory.create(path, null, null, path + " has no content"));
        }
        try {
            Picture picture = Images.decode(content, path).rgb();
            Photo photo = new Photo(picture.height(), picture.width(), picture.pixels());
            List<OnnxClassifier.Guess> given = classifier.given(classifier.classify(photo));
            return given.isEmpty()
                    ? Stream.of(RowFactory.create(path, null, null, null))
                    : given.stream().map(guess -> RowFactory.create(path, guess.label(), guess.probability(), null));
        } catch (IOException e) {
            return Stream.of(RowFactory.create(path, null, null, e.getMessage()));
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime failed on " + path + ": " + e.getMessage(), e);
        }
    }

    private static void close(OnnxClassifier classifier) {
        try {
            classifier.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime's session cannot be closed: " + e.getMessage(), e);
        }
    }
}
