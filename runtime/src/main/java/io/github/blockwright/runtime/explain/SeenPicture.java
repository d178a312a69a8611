package io.github.blockwright.runtime.explain;

import ai.djl.modality.Classifications;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A picture as a network sees it, what the network says of it, and why. Of an {@link Explainer}, which must be open; for one
 * thread at a time.
 */
public final class SeenPicture {
    private final Explainer explainer;
    private final byte[] pixels;
    private final BufferedImage image;
    private final Classifications answer;

    /** @param pixels at the network's input's size, HWC */
    SeenPicture(Explainer explainer, byte[] pixels, BufferedImage image, Classifications answer) {
        this.explainer = explainer;
        this.pixels = pixels;
        this.image = image;
        this.answer = answer;
    }

    byte[] pixels() {
        return pixels;
    }

    /** {@return the part of the picture that the network sees, to be looked at: at least 320 pixels on its longer side} */
    public BufferedImage image() {
        return image;
    }

    /** {@return the probabilities of all classes} */
    public Classifications answer() {
        return answer;
    }

    /**
     * What the network gives the picture: the best class, or of several labels those whose probability is at least their
     * threshold, and maybe none.
     *
     * @return names of classes
     */
    public List<String> labels() {
        return explainer.labels(answer);
    }

    /**
     * Grad-CAM (Selvaraju et al., arXiv:1610.02391) for the best class.
     *
     * @return the map
     * @throws IllegalStateException if the network has no map, the explainer is closed, or another thread takes a gradient
     */
    public HeatMap gradCam() {
        return gradCam(answer.best().getClassName());
    }

    /**
     * Grad-CAM for a class.
     *
     * @param className of the network's
     * @return the map
     * @throws IllegalArgumentException if the network does not know the class
     * @throws IllegalStateException if the network has no map, the explainer is closed, or another thread takes a gradient
     */
    public HeatMap gradCam(String className) {
        return explainer.gradCam(this, className);
    }

    /**
     * Occlusion (Zeiler and Fergus, arXiv:1311.2901) for the best class: a check that needs no gradient, and some hundred
     * forward passes.
     *
     * @return the map
     * @throws IllegalStateException if the explainer is closed
     */
    public HeatMap occlusion() {
        return occlusion(answer.best().getClassName());
    }

    /**
     * Occlusion for a class.
     *
     * @param className of the network's
     * @return the map
     * @throws IllegalArgumentException if the network does not know the class
     * @throws IllegalStateException if the explainer is closed
     */
    public HeatMap occlusion(String className) {
        return explainer.occlusion(this, className);
    }

    /**
     * Draws what each row makes of the picture: {@code 00-all-rows.png} has some maps of each row, and one sheet for each row
     * the first of its maps. Each map is drawn from its least value to its greatest.
     *
     * @param folder to write to; made if it is not there
     * @param maps how many of each row are drawn at most, at least 1
     * @return the files
     * @throws IOException if they cannot be written
     * @throws IllegalStateException if no row has a map, or the explainer is closed
     */
    public List<Path> writeFeatureMaps(Path folder, int maps) throws IOException {
        return explainer.writeFeatureMaps(this, folder, maps);
    }
}
