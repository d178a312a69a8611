package io.github.blockwright.runtime.data;

import io.github.blockwright.runtime.survey.Survey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What is in a data set, found out by reading every picture once: how many each class has, their sizes and formats, their
 * mean and deviation, what is there twice or looks the same, what cannot be read, and what of it makes a result worth less
 * than it looks.
 *
 * <pre>{@code
 * DataSurvey survey = DataSurvey.of(Pictures.of(Path.of("photos")));
 * System.out.println(survey);
 * survey.writeContactSheet(Path.of("photos.html"));
 * }</pre>
 *
 * <p>Pictures are the same if their bytes are (SHA-256); they look the same if their perceptual hashes differ in few bits
 * (64 bits of the discrete cosine transform: Zauner, Implementation and Benchmarking of Perceptual Image Hash Functions,
 * 2010, section 3.2.1). An object of this class does not change, so threads may share it.
 */
public final class DataSurvey {
    private final Survey survey;

    private DataSurvey(Survey survey) {
        this.survey = survey;
    }

    /**
     * Reads all pictures once, on all cores. Pictures look the same if their hashes differ in at most 8 of 64 bits
     * and their lowest frequencies correlate by 0.93 at least.
     *
     * @param pictures found, not read
     * @return what was found; pictures that cannot be read are part of it
     * @throws IOException if the thread is interrupted
     */
    public static DataSurvey of(Pictures pictures) throws IOException {
        return of(pictures, Survey.NEAR);
    }

    /**
     * Reads all pictures once, on all cores.
     *
     * @param pictures found, not read
     * @param near the bits of 64 in which the hashes of two pictures may differ that look the same, 0 to 16
     * @return what was found; pictures that cannot be read are part of it
     * @throws IOException if the thread is interrupted
     * @throws IllegalArgumentException if so many bits may not differ
     */
    public static DataSurvey of(Pictures pictures, int near) throws IOException {
        return new DataSurvey(Survey.of(
                pictures.line(), pictures.remarks(), pictures.classes(), SurveyedPictures.of(pictures), near));
    }

    /**
     * What can be said without reading a picture.
     *
     * @param pictures found, not read
     * @return where they are and what was passed over, how many pictures each class has in each part, whether that is out
     *     of balance, and which files are empty; some lines
     * @throws IOException if a file is not there any more
     */
    public static String inShort(Pictures pictures) throws IOException {
        List<String> lines = new ArrayList<>(List.of(pictures.toString()));
        lines.addAll(Survey.inShort(
                pictures.classes(), SurveyedPictures.labels(pictures), SurveyedPictures.hollow(pictures)));
        return String.join(System.lineSeparator(), lines);
    }

    /**
     * {@return what makes a training or its result worth less than it looks, and what to do about it, a sentence each; none if
     * all is well}
     */
    public List<String> problems() {
        return survey.problems();
    }

    /** {@return everything that was found, with the name of each picture concerned, as an object of JSON} */
    public String toJson() {
        return survey.toJson();
    }

    /**
     * Draws some pictures of each class. As HTML, which has everything that was found and the pictures that look the same
     * side by side too, if the file is named so ({@code .html}, {@code .htm}); else as PNG.
     *
     * @param file to write
     * @throws IOException if it cannot be written, or the thread is interrupted
     */
    public void writeContactSheet(Path file) throws IOException {
        survey.writeContactSheet(file);
    }

    /** Everything that was found, for a person; of long lists the beginning. */
    @Override
    public String toString() {
        return String.join(System.lineSeparator(), survey.lines());
    }
}
