package io.github.blockwright.spark.measuring;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Small pictures of noise, which the executors draw by themselves, so that any number of them takes no room. */
public final class GeneratedPictures {
    private static final StructType COLUMNS =
            new StructType().add("path", "string").add("content", "binary");
    private static final int SIDE = 32;
    /** Of the pictures, one in so many is cut off. */
    public static final int BROKEN = 1000;

    private GeneratedPictures() {}

    /**
     * PNG files, of which one in {@link #BROKEN} is cut off in the middle.
     *
     * @return with the columns path, the row's number from 0, and content
     */
    public static Dataset<Row> of(SparkSession spark, long rows, int partitions) {
        MapFunction<Long, Row> draw = number -> RowFactory.create(Long.toString(number), png(number));
        return spark.range(0, rows, 1, partitions).map(draw, Encoders.row(COLUMNS));
    }

    private static byte[] png(long number) throws IOException {
        SplittableRandom random = new SplittableRandom(number);
        BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < SIDE * SIDE; i++) {
            picture.setRGB(i % SIDE, i / SIDE, random.nextInt());
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", out);
        byte[] whole = out.toByteArray();
        return number % BROKEN == 0 ? Arrays.copyOf(whole, whole.length / 2) : whole;
    }
}
