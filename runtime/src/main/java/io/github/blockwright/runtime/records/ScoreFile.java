package io.github.blockwright.runtime.records;

import io.github.blockwright.runtime.files.AtomicFiles;
import io.github.blockwright.runtime.files.FileLimit;
import io.github.blockwright.runtime.files.ZipBudget;
import io.github.blockwright.runtime.records.Scores.Picture;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * {@code validation-scores.zip} of a run: what the network said of each picture to validate on, and small copies of those
 * that are worth a look, so that the report can be made again without the data. {@code heat/INDEX} may be a heat map of
 * the same picture, for the class that the network finds the most probable.
 *
 * @param scores of all pictures
 * @param thresholds from which probability on each label is given; empty where a picture has one class
 * @param thumbnails PNG or JPEG files, by the picture's index
 * @param heatMaps PNG or JPEG files, by the picture's index
 */
public record ScoreFile(
        Scores scores, List<Double> thresholds, Map<Integer, byte[]> thumbnails, Map<Integer, byte[]> heatMaps) {
    private static final String FILE = "validation-scores.zip";
    private static final String SCORES = "scores";
    private static final String THUMBNAILS = "pictures/";
    private static final String HEAT = "heat/";
    private static final int FORMAT = 1;

    public ScoreFile {
        thresholds = List.copyOf(thresholds);
        thumbnails = Map.copyOf(thumbnails);
        heatMaps = Map.copyOf(heatMaps);
    }

    public static Path in(Path run) {
        return run.resolve(FILE);
    }

    /** Writes the file, whole or not at all. */
    public void write(Path run) throws IOException {
        AtomicFiles.write(in(run), part -> {
            // The file has its own place here, since Java leaves it open where the archive cannot write its rest.
            try (OutputStream file = Files.newOutputStream(part);
                    ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(file))) {
                zip.putNextEntry(new ZipEntry(SCORES));
                write(zip);
                zip.closeEntry();
                write(zip, THUMBNAILS, thumbnails);
                write(zip, HEAT, heatMaps);
            }
        });
    }

    private static void write(ZipOutputStream zip, String folder, Map<Integer, byte[]> pictures) throws IOException {
        for (Map.Entry<Integer, byte[]> picture : new TreeMap<>(pictures).entrySet()) {
            zip.putNextEntry(new ZipEntry(folder + picture.getKey()));
            zip.write(picture.getValue());
            zip.closeEntry();
        }
    }

    private void write(OutputStream stream) throws IOException {
        DataOutputStream out = new DataOutputStream(stream);
        out.writeInt(FORMAT);
        out.writeBoolean(scores.multiLabel());
        out.writeInt(scores.classes().size());
        for (String name : scores.classes()) {
            out.writeUTF(name);
        }
        out.writeInt(thresholds.size());
        for (double threshold : thresholds) {
            out.writeDouble(threshold);
        }
        out.writeInt(scores.pictures().size());
        for (Picture picture : scores.pictures()) {
            out.writeInt(picture.index());
            write(out, picture.labels());
            write(out, picture.ranked());
            for (float score : picture.scores()) {
                out.writeFloat(score);
            }
        }
        out.flush();
    }

    private static void write(DataOutputStream out, int[] values) throws IOException {
        out.writeInt(values.length);
        for (int value : values) {
            out.writeShort(value);
        }
    }

    /**
     * Reads a run's file.
     *
     * @return nothing if the run has none
     * @throws IOException if it is damaged; the message names it
     */
    public static Optional<ScoreFile> read(Path run) throws IOException {
        Path file = in(run);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ZipBudget budget = new ZipBudget(FileLimit.SCORES.value(), FileLimit.SCORES.toString());
            Map<Integer, byte[]> thumbnails = new TreeMap<>();
            Map<Integer, byte[]> heatMaps = new TreeMap<>();
            for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
                String name = entry.getName();
                if (name.startsWith(THUMBNAILS)) {
                    thumbnails.put(Integer.valueOf(name.substring(THUMBNAILS.length())), budget.read(zip, entry));
                } else if (name.startsWith(HEAT)) {
                    heatMaps.put(Integer.valueOf(name.substring(HEAT.length())), budget.read(zip, entry));
                }
            }
            ZipEntry numbers = zip.getEntry(SCORES);
            if (numbers == null) {
                throw new IOException("the scores are missing");
            }
            byte[] content = budget.read(zip, numbers);
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(content));
            return Optional.of(read(in, thumbnails, heatMaps));
        } catch (IOException | RuntimeException e) {
            throw new IOException(
                    file + " is damaged (" + e.getMessage() + "): delete it, and the report is made without it", e);
        }
    }

    private static ScoreFile read(DataInputStream in, Map<Integer, byte[]> thumbnails, Map<Integer, byte[]> heatMaps)
            throws IOException {
        int format = in.readInt();
        if (format != FORMAT) {
            throw new IOException("it has the format " + format + ", but only " + FORMAT + " is known here");
        }
        boolean multiLabel = in.readBoolean();
        List<String> classes = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            classes.add(in.readUTF());
        }
        List<Double> thresholds = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            thresholds.add(in.readDouble());
        }
        List<Picture> pictures = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            int index = in.readInt();
            int[] labels = ints(in);
            int[] ranked = ints(in);
            float[] scores = new float[ranked.length];
            for (int i = 0; i < scores.length; i++) {
                scores[i] = in.readFloat();
            }
            pictures.add(new Picture(index, labels, ranked, scores));
        }
        return new ScoreFile(new Scores(multiLabel, classes, pictures), thresholds, thumbnails, heatMaps);
    }

    private static int[] ints(DataInputStream in) throws IOException {
        int length = in.readInt();
        // Each has two bytes, all of which are in memory.
        if (length < 0 || length > in.available() / Short.BYTES) {
            throw new IOException("it is cut off");
        }
        int[] values = new int[length];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readUnsignedShort();
        }
        return values;
    }
}
