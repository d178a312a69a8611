package io.github.blockwright.lessons.serving;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Says what is in a picture, with a file that {@code blockwright export --preprocessing} wrote. To paste into a service:
 * it needs {@code com.microsoft.onnxruntime:onnxruntime} and nothing else. Threads may share one classifier.
 *
 * <p>The file takes pictures of any size and does the rest itself, as it was trained: {@code --weights} of a network for 224
 * pixels, for instance, looks at the middle 224 of a picture whose shorter side it scales to 256. So the probabilities are
 * those of {@code blockwright predict}.
 */
public final class OnnxClassifier implements AutoCloseable {
    private final OrtEnvironment runtime = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final List<String> labels;
    /** From which probability on each label is given; empty if a picture has one of them. */
    private final Map<String, Float> thresholds;

    private final int channels;

    /** Shows what the files after the first, a model, have in them. */
    public static void main(String[] arguments) throws IOException, OrtException {
        if (arguments.length < 2) {
            throw new IllegalArgumentException("Usage: OnnxClassifier MODEL PICTURE...");
        }
        try (OnnxClassifier classifier = new OnnxClassifier(Path.of(arguments[0]))) {
            for (String file : List.of(arguments).subList(1, arguments.length)) {
                for (Guess guess : classifier.given(classifier.classify(Photo.read(Path.of(file))))) {
                    System.out.printf(Locale.ROOT, "%s: %s, %.2f %%%n", file, guess.label(), 100 * guess.probability());
                }
            }
        }
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
        labels = lines("labels");
        List<String> numbers = lines("thresholds");
        thresholds = IntStream.range(0, numbers.size())
                .boxed()
                .collect(Collectors.toMap(labels::get, i -> Float.valueOf(numbers.get(i))));
        TensorInfo pixels = (TensorInfo) session.getInputInfo()
                .get(session.getInputNames().iterator().next())
                .getInfo();
        long[] shape = pixels.getShape();
        if (pixels.type != OnnxJavaType.UINT8 || labels.isEmpty()) {
            session.close();
            throw new IllegalArgumentException(
                    model + " takes no pixels or names no classes: export it with preprocessing and labels");
        }
        channels = (int) shape[3];
    }

    /** The classes of a photo of any size; the likeliest comes first. */
    public List<Guess> classify(Photo photo) throws OrtException {
        byte[] values = channels == 1 ? luma(photo.rgb()) : photo.rgb();
        ByteBuffer pixels = ByteBuffer.allocateDirect(values.length).put(values).rewind();
        long[] shape = {1, photo.height(), photo.width(), channels};
        try (OnnxTensor input = OnnxTensor.createTensor(runtime, pixels, shape, OnnxJavaType.UINT8);
                OrtSession.Result result =
                        session.run(Map.of(session.getInputNames().iterator().next(), input))) {
            float[] probabilities = ((float[][]) result.get(0).getValue())[0];
            return IntStream.range(0, probabilities.length)
                    .mapToObj(i -> new Guess(labels.get(i), probabilities[i]))
                    .sorted(Comparator.comparing(Guess::probability).reversed())
                    .toList();
        }
    }

    /**
     * Of a photo's guesses those that hold: the likeliest, or of a network that gives several labels those whose probability
     * is at least their threshold, maybe none.
     */
    public List<Guess> given(List<Guess> guesses) {
        return thresholds.isEmpty()
                ? guesses.subList(0, 1)
                : guesses.stream()
                        .filter(guess -> guess.probability() >= thresholds.get(guess.label()))
                        .toList();
    }

    /** What the file says under a key, a line each. */
    private List<String> lines(String key) throws OrtException {
        return session.getMetadata()
                .getCustomMetadataValue(key)
                .map(text -> List.of(text.split("\n")))
                .orElse(List.of());
    }

    /** What a network for grey pictures sees of colours (ITU-R BT.601). */
    private static byte[] luma(byte[] rgb) {
        byte[] greys = new byte[rgb.length / 3];
        for (int i = 0; i < greys.length; i++) {
            int red = rgb[3 * i] & 0xff;
            int green = rgb[3 * i + 1] & 0xff;
            int blue = rgb[3 * i + 2] & 0xff;
            greys[i] = (byte) ((19595 * red + 38470 * green + 7471 * blue + (1 << 15)) >> 16);
        }
        return greys;
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
