package io.github.blockwright.lessons.serving;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/**
 * Says what is in a picture, with a file that {@code blockwright export --preprocessing} wrote. To paste into a service:
 * it needs {@code com.microsoft.onnxruntime:onnxruntime} and nothing else. Threads may share one classifier.
 *
 * <p>It looks at the picture's whole shorter side. {@code blockwright predict --weights} sees less of the edges, as
 * published networks are evaluated: for a network of 224 pixels it scales the shorter side to 256 and keeps the middle.
 * The probabilities of one picture therefore differ between the two.
 */
public final class OnnxClassifier implements AutoCloseable {
    private final OrtEnvironment runtime = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final List<String> labels;
    private final int height;
    private final int width;

    /** Shows what the files after the first, a model, have in them. */
    public static void main(String[] arguments) throws IOException, OrtException {
        if (arguments.length < 2) {
            throw new IllegalArgumentException("Usage: OnnxClassifier MODEL PICTURE...");
        }
        try (OnnxClassifier classifier = new OnnxClassifier(Path.of(arguments[0]))) {
            for (String file : List.of(arguments).subList(1, arguments.length)) {
                Guess best = classifier.classify(read(Path.of(file))).get(0);
                System.out.printf(Locale.ROOT, "%s: %s, %.2f %%%n", file, best.label(), 100 * best.probability());
            }
        }
    }

    private static BufferedImage read(Path file) throws IOException {
        BufferedImage picture;
        try {
            picture = ImageIO.read(file.toFile());
        } catch (IOException e) {
            throw new IOException(file + " cannot be read: " + e.getMessage(), e);
        }
        if (picture == null) {
            throw new IOException(file + " is no picture that Java can read: save it as JPEG or PNG");
        }
        return picture;
    }

    /** A class and how likely it is. */
    public record Guess(String label, float probability) {}

    /**
     * Opens a model with a thread for each core.
     *
     * @throws OrtException if the file is no ONNX model that this version of ONNX Runtime can run
     */
    public OnnxClassifier(Path model) throws OrtException {
        this(model, 0);
    }

    /**
     * Opens a model.
     *
     * @param threads for each picture; 0 for one for each core
     * @throws OrtException if the file is no ONNX model that this version of ONNX Runtime can run
     */
    public OnnxClassifier(Path model, int threads) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            session = runtime.createSession(model.toString(), options);
        }
        labels = session.getMetadata()
                .getCustomMetadataValue("labels")
                .map(text -> List.of(text.split("\n")))
                .orElse(List.of());
        TensorInfo pixels = (TensorInfo) session.getInputInfo()
                .get(session.getInputNames().iterator().next())
                .getInfo();
        long[] shape = pixels.getShape();
        if (pixels.type != OnnxJavaType.UINT8 || labels.isEmpty()) {
            session.close();
            throw new IllegalArgumentException(
                    model + " takes no pixels or names no classes: export it with preprocessing and labels");
        }
        height = (int) shape[1];
        width = (int) shape[2];
    }

    /** The classes of a picture of any size, of which the middle is looked at; the likeliest comes first. */
    public List<Guess> classify(BufferedImage picture) throws OrtException {
        double scale = Math.max(height / (double) picture.getHeight(), width / (double) picture.getWidth());
        int scaledHeight = Math.max(height, (int) Math.round(picture.getHeight() * scale));
        int scaledWidth = Math.max(width, (int) Math.round(picture.getWidth() * scale));
        Image scaled = picture.getScaledInstance(scaledWidth, scaledHeight, Image.SCALE_AREA_AVERAGING);
        BufferedImage middle = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = middle.createGraphics();
        graphics.drawImage(scaled, (width - scaledWidth) / 2, (height - scaledHeight) / 2, Color.WHITE, null);
        graphics.dispose();
        ByteBuffer rgb = ByteBuffer.allocate(height * width * 3);
        for (int pixel : middle.getRGB(0, 0, width, height, null, 0, width)) {
            rgb.put((byte) (pixel >> 16)).put((byte) (pixel >> 8)).put((byte) pixel);
        }
        return classify(rgb.array());
    }

    /**
     * The classes of an image of the network's own size; the likeliest comes first.
     *
     * @param rgb height × width × 3 bytes, line by line
     */
    public List<Guess> classify(byte[] rgb) throws OrtException {
        ByteBuffer pixels = ByteBuffer.allocateDirect(rgb.length).put(rgb).rewind();
        try (OnnxTensor input =
                        OnnxTensor.createTensor(runtime, pixels, new long[] {1, height, width, 3}, OnnxJavaType.UINT8);
                OrtSession.Result result =
                        session.run(Map.of(session.getInputNames().iterator().next(), input))) {
            float[] probabilities = ((float[][]) result.get(0).getValue())[0];
            return IntStream.range(0, probabilities.length)
                    .mapToObj(i -> new Guess(labels.get(i), probabilities[i]))
                    .sorted(Comparator.comparing(Guess::probability).reversed())
                    .toList();
        }
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
