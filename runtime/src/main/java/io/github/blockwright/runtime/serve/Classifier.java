package io.github.blockwright.runtime.serve;

import ai.djl.modality.Classifications;
import ai.djl.modality.cv.Image;
import io.github.blockwright.runtime.batches.BatchSource;
import io.github.blockwright.runtime.batches.Batches;
import io.github.blockwright.runtime.batches.CountedBatches;
import io.github.blockwright.runtime.batches.Evaluator;
import io.github.blockwright.runtime.batches.PictureReader;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.data.Frame;
import io.github.blockwright.runtime.data.ImageSource;
import io.github.blockwright.runtime.data.OpenPictures;
import io.github.blockwright.runtime.data.Pictures;
import io.github.blockwright.runtime.files.Progress;
import io.github.blockwright.runtime.pictures.Images;
import io.github.blockwright.runtime.pictures.Picture;
import io.github.blockwright.runtime.report.Evaluation;
import io.github.blockwright.runtime.weights.RunDescription;
import io.github.blockwright.runtime.weights.SavedModel;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Says what is in pictures, on the fastest engine at hand; see {@link Serving} for the choice.
 *
 * <pre>{@code
 * try (Classifier classifier = Classifier.open(Path.of("runs/mushrooms"))) {
 *     System.out.println(classifier.classify(Path.of("basket.jpg")).best());
 * }
 * }</pre>
 *
 * <p>A picture is whatever a program has: a file, its bytes, a stream, a {@code BufferedImage} or DJL's {@code Image}. It is
 * scaled until it just covers the network's input, and its middle is kept.
 *
 * <p>One classifier serves any number of threads at a time. {@link #close} waits for those that are at work.
 */
public final class Classifier implements AutoCloseable {
    private final ServedNetwork served;
    private final PictureReader reader;
    private final Runnable owner;

    /**
     * @param owner frees the block that is served, with the classifier
     * @throws IllegalArgumentException if the classes do not fit the network's output
     */
    Classifier(ServedNetwork served, PictureReader reader, Runnable owner) {
        this.served = served;
        this.reader = reader;
        this.owner = owner;
    }

    /**
     * Opens a run directory that a training wrote, or a model file from one. The network's table must be on the class path.
     *
     * @param runOrModel a run directory, or a file that ends in {@code -0000.params}
     * @return open until it is closed, which is the caller's to do
     * @throws IOException if there is no such thing, it is damaged, or its table is not there; the message says which
     */
    public static Classifier open(Path runOrModel) throws IOException {
        return open(Files.isDirectory(runOrModel) ? run(runOrModel) : SavedModel.loadValues(runOrModel));
    }

    /**
     * The same with a block of the program's own, for tables that this library cannot make, in another module for instance.
     *
     * @param runOrModel a run directory, or a file that ends in {@code -0000.params}
     * @param block a new block of the table that was trained
     * @return open until it is closed, which is the caller's to do
     * @throws IOException if there is no such thing, it is damaged, or of another table; the message says which
     */
    public static Classifier open(Path runOrModel, NetworkBlock<?, ?> block) throws IOException {
        return open(Files.isDirectory(runOrModel) ? run(runOrModel, block) : SavedModel.load(runOrModel, block));
    }

    /**
     * Opens a model from a stream, such as a resource in a program's own jar. The stream is read to the end and stays open.
     *
     * @param model what {@link SavedModel#save} wrote; read to the end and not closed
     * @return open until it is closed, which is the caller's to do
     * @throws IOException if the content is damaged, or its table is not on the class path; the message says which
     */
    public static Classifier open(InputStream model) throws IOException {
        return open(SavedModel.loadValues(model));
    }

    /**
     * The same with a block of the program's own.
     *
     * @param model what {@link SavedModel#save} wrote; read to the end and not closed
     * @param block a new block of the table that was trained
     * @return open until it is closed, which is the caller's to do
     * @throws IOException if the content is damaged, or of another table; the message says which
     */
    public static Classifier open(InputStream model, NetworkBlock<?, ?> block) throws IOException {
        return open(SavedModel.load(model, block));
    }

    private static SavedModel run(Path directory) throws IOException {
        RunDescription run = RunDescription.read(directory);
        return SavedModel.loadValues(directory.resolve(run.model()), run.newBlock());
    }

    private static SavedModel run(Path directory, NetworkBlock<?, ?> block) throws IOException {
        RunDescription run = RunDescription.read(directory);
        run.requireSame(block);
        return SavedModel.load(directory.resolve(run.model()), block);
    }

    private static Classifier open(SavedModel saved) {
        try {
            return Serving.of(saved.block()).thresholds(saved.thresholds()).classifier(saved.classes(), saved::close);
        } catch (RuntimeException e) {
            saved.close();
            throw e;
        }
    }

    /**
     * Classifies a picture file.
     *
     * @param picture a file of any kind that the guide lists
     * @return the probabilities of all classes
     * @throws IOException if the file is no picture that can be read; the message names it and what to do
     * @throws IllegalStateException if the classifier is closed
     */
    public Classifications classify(Path picture) throws IOException {
        return classify(Images.decode(picture));
    }

    /**
     * Classifies a picture file's content.
     *
     * @param picture the bytes of such a file
     * @return the probabilities of all classes
     * @throws IOException if it is no picture that can be read
     * @throws IllegalStateException if the classifier is closed
     */
    public Classifications classify(byte[] picture) throws IOException {
        return classify(Images.decode(picture, "The picture"));
    }

    /**
     * Classifies a picture from a stream, which is read to the end and stays open.
     *
     * @param picture the bytes of such a file; the stream is not closed
     * @return the probabilities of all classes
     * @throws IOException if it is no picture that can be read
     * @throws IllegalStateException if the classifier is closed
     */
    public Classifications classify(InputStream picture) throws IOException {
        return classify(picture.readAllBytes());
    }

    /**
     * Classifies one of DJL's images.
     *
     * @param picture made by DJL's {@code BufferedImageFactory}
     * @return the probabilities of all classes
     * @throws IllegalStateException if the classifier is closed
     */
    public Classifications classify(Image picture) {
        return classify(PictureReader.buffered(picture));
    }

    /**
     * Classifies a picture in memory.
     *
     * @param picture of any size; what is transparent is laid on white
     * @return the probabilities of all classes
     * @throws IllegalStateException if the classifier is closed
     */
    public Classifications classify(BufferedImage picture) {
        return classify(Picture.of(picture));
    }

    /**
     * Brings a picture to what the network sees of it, so that {@link #classify(List) several are classified at once}. The
     * engine plays no part, so any number of threads prepare pictures while another classifies.
     *
     * @param picture the bytes of a file of any kind that the guide lists
     * @return pixels of the size and the channels of the network's input, not yet normalised
     * @throws IOException if it is no picture that can be read
     */
    public Frame prepare(byte[] picture) throws IOException {
        return prepare(Images.decode(picture, "The picture"));
    }

    private Frame prepare(Picture picture) {
        return new Frame(input().height(), input().width(), reader.pixels(picture));
    }

    /**
     * Classifies several pictures in one pass through the network, which for small networks takes less time than as many
     * passes. The answers are those of one at a time, up to rounding.
     *
     * @param prepared by {@link #prepare}, at least one
     * @return an answer for each, in their order
     * @throws IllegalArgumentException if there is none, or one has not the size of the network's input
     * @throws IllegalStateException if the classifier is closed
     */
    public List<Classifications> classify(List<Frame> prepared) {
        if (prepared.isEmpty()) {
            throw new IllegalArgumentException("There is no picture to classify: give at least one");
        }
        prepared.forEach(this::require);
        List<byte[]> pixels = prepared.stream().map(Frame::pixels).toList();
        return served.whileOpen(() -> served.logits(reader, pixels).stream()
                .map(reader::classifications)
                .toList());
    }

    private void require(Frame frame) {
        InputSpec input = input();
        if (frame.height() != input.height()
                || frame.width() != input.width()
                || frame.channels() != input.channels()) {
            throw new IllegalArgumentException(
                    "The network sees " + size(input.height(), input.width(), input.channels())
                            + " and not " + size(frame.height(), frame.width(), frame.channels())
                            + " (height × width × channels): make the pixels with prepare");
        }
    }

    private static String size(int height, int width, int channels) {
        return height + " × " + width + " × " + channels;
    }

    private Classifications classify(Picture picture) {
        return classify(List.of(prepare(picture))).get(0);
    }

    /**
     * Measures the network on the pictures to validate on.
     *
     * @param pictures whose validation part is measured; {@link #evaluate(ImageSource)} has the rules about classes
     * @return loss, accuracy and confusion matrix
     * @throws IOException if pictures cannot be read; the message names them
     * @throws IllegalArgumentException if the pictures have classes that the network does not know
     * @throws IllegalStateException if the classifier is closed
     */
    public Evaluation evaluate(Pictures pictures) throws IOException {
        try (OpenPictures open = pictures.open(reader.input(), reader.shorterSide())) {
            return evaluate(open.validation());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * The labels that an answer gives a picture: of a network of several labels those whose probability is at least their
     * threshold, in the order of the network's outputs, and maybe none; of any other the best class.
     *
     * @param answer of {@link #classify(Path)}
     * @return names of classes
     */
    public List<String> labels(Classifications answer) {
        return reader.labels(answer);
    }

    /** {@return from which probability on each label is given; none if the network gives one class} */
    public List<Double> thresholds() {
        return reader.thresholds();
    }

    /**
     * Measures the network on labelled images. Classes are told by their names: they may be in another order than the
     * network's, and some may be missing.
     *
     * @param images all of which are measured, of the size of the network's input
     * @return loss, accuracy and confusion matrix, over the network's classes in the order of its outputs
     * @throws IllegalArgumentException if the images have classes that the network does not know, or another size
     * @throws IllegalStateException if the classifier is closed
     * @throws UncheckedIOException if an image cannot be read; the message names it
     */
    public Evaluation evaluate(ImageSource images) {
        ImageSource labelled = images.relabelled(classes());
        Evaluator.Answers answers = Evaluator.Answers.by(reader.thresholds());
        answers.require(labelled);
        return served.whileOpen(() -> {
            try (Progress progress = Progress.ofPieces("Evaluating", labelled.size())) {
                BatchSource batches =
                        new CountedBatches(Batches.forInference(labelled, reader.input()), progress::step);
                return Evaluator.evaluate(served.layer(), served.manager(), batches, classes(), answers);
            }
        });
    }

    /** {@return the classes' names in the order of the network's outputs} */
    public List<String> classes() {
        return reader.classes();
    }

    /** {@return the images that the network sees} */
    public InputSpec input() {
        return reader.input();
    }

    /** {@return what runs the network, in a line, such as {@code ONNX Runtime 1.22.0, 2 threads}} */
    public String description() {
        return served.description();
    }

    /** The network, its classes and what runs it. */
    @Override
    public String toString() {
        return served.name() + " for " + classes().size() + " classes: " + String.join(", ", classes()) + " ("
                + description() + ")";
    }

    /** Frees what the engine holds, after the pictures that are being classified. A second call does nothing. */
    @Override
    public void close() {
        served.close(owner);
    }
}
