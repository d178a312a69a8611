package io.github.blockwright.runtime.data;

import io.github.blockwright.runtime.names.Nearest;
import java.io.IOException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Images with the labels of a network: its classes in the order of its outputs, which the images' own may name in another
 * order and not completely.
 *
 * @param images with labels of their own
 * @param classes of the network
 * @param outputs for each class of the images, which of the network's it is
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Relabelled(ImageSource images, List<String> classes, int[] outputs) implements ImageSource {
    /**
     * The images with a network's labels; the images themselves where they have them already.
     *
     * @throws IllegalArgumentException if the images have a class that the network does not know; the message names it
     */
    static ImageSource of(ImageSource images, List<String> classes) {
        int[] outputs = outputs(images.classes(), classes);
        return images.classes().equals(classes) ? images : new Relabelled(images, List.copyOf(classes), outputs);
    }

    /**
     * For each class of a data set, which of a network's it is. Names are the same however accents are written in Unicode.
     *
     * @throws IllegalArgumentException if the network does not know one; the message names it
     */
    private static int[] outputs(List<String> data, List<String> network) {
        List<String> known = network.stream().map(Relabelled::normal).toList();
        List<String> unknown =
                data.stream().filter(name -> !known.contains(normal(name))).toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("The model knows the classes " + shown(network)
                    + ", but the data has others too: " + shown(unknown) + ": "
                    + Nearest.question(unknown.get(0), network)
                    + "give the data that it was trained for, or name its classes so");
        }
        return data.stream().mapToInt(name -> known.indexOf(normal(name))).toArray();
    }

    private static String normal(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }

    private static String shown(List<String> names) {
        int most = 10;
        String all = String.join(", ", names.subList(0, Math.min(most, names.size())));
        return names.size() <= most ? all : all + " and " + (names.size() - most) + " more";
    }

    @Override
    public int size() {
        return images.size();
    }

    @Override
    public int label(int image) {
        int label = images.label(image);
        return label < 0 ? label : outputs[label];
    }

    @Override
    public int[] labels(int image) {
        return Arrays.stream(images.labels(image))
                .map(label -> outputs[label])
                .sorted()
                .toArray();
    }

    @Override
    public boolean multiLabel() {
        return images.multiLabel();
    }

    @Override
    public int channels() {
        return images.channels();
    }

    @Override
    public Frame read(int image) throws IOException {
        return images.read(image);
    }

    @Override
    public String name(int image) {
        return images.name(image);
    }

    @Override
    public int workers() {
        return images.workers();
    }

    @Override
    public ImageSource whole() {
        return new Relabelled(images.whole(), classes, outputs);
    }

    @Override
    public Optional<String> identity() {
        return images.identity().map(own -> own + " " + classes + " " + Arrays.toString(outputs));
    }
}
