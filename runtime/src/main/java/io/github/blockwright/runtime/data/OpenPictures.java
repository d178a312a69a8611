package io.github.blockwright.runtime.data;

import io.github.blockwright.runtime.blocks.InputSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@link Pictures} while they are read for a network: by which threads, what is kept of them, and which could not be read.
 * Close it when nothing is read any more.
 *
 * <p>Pictures of files are decoded when a batch wants them. They are kept in memory if all of a part takes at most an eighth of
 * the heap and 256 MB.
 */
public final class OpenPictures implements AutoCloseable {
    private static final String BAD = "bad-pictures.txt";
    private static final String INDEX = "pictures.tsv";
    private static final String CACHE = "cache";

    private final Map<Role, PicturePart> parts;
    private final Map<Role, PictureFiles> files = new EnumMap<>(Role.class);
    private final Map<Role, ImageSource> opened = new EnumMap<>(Role.class);
    private final InputSpec input;
    private final int shorterSide;
    private final Optional<Path> directory;
    private final int workers;
    private final BadPictures bad;
    private final PictureKeeping keeping;
    private final boolean keepsCache;

    /** What pictures are there for. */
    enum Role {
        TRAIN,
        VALIDATION,
        TEST
    }

    private OpenPictures(
            Map<Role, PicturePart> parts,
            InputSpec input,
            int shorterSide,
            Optional<Path> directory,
            int workers,
            BadPictures bad,
            PictureKeeping keeping,
            boolean keepsCache) {
        this.parts = parts;
        this.input = input;
        this.shorterSide = shorterSide;
        this.directory = directory;
        this.workers = workers;
        this.bad = bad;
        this.keeping = keeping;
        this.keepsCache = keepsCache;
    }

    /**
     * For a look at every picture, as an evaluation takes it: nothing is kept, and a bad picture is an error.
     *
     * @param shorterSide of a picture, whose middle is looked at; 0 for as little as the input needs
     */
    static OpenPictures once(Map<Role, PicturePart> parts, InputSpec input, int shorterSide, PictureReading reading)
            throws IOException {
        BadPictures bad = new BadPictures(reading.onBadPicture().orElse(OnBadPicture.FAIL), size(parts));
        return new OpenPictures(
                parts,
                input,
                shorterSide,
                Optional.empty(),
                reading.threads(),
                bad,
                new PictureKeeping(reading.cache(), reading.bytesInMemory()),
                true);
    }

    /**
     * For a training: decoded pictures are kept beside the run, if they are read more than once, and bad ones left out.
     *
     * @param directory of the run
     * @param passes how often each picture is read
     */
    static OpenPictures often(
            Map<Role, PicturePart> parts, InputSpec input, PictureReading reading, Optional<Path> directory, int passes)
            throws IOException {
        BadPictures bad = new BadPictures(reading.onBadPicture().orElse(OnBadPicture.SKIP), size(parts));
        Optional<Path> beside =
                directory.filter(d -> reading.caches() && passes > 1).map(d -> d.resolve(CACHE));
        PictureKeeping keeping = new PictureKeeping(reading.cache().or(() -> beside), reading.bytesInMemory());
        return new OpenPictures(
                parts,
                input,
                0,
                directory,
                reading.threads(),
                bad,
                keeping,
                reading.cache().isPresent());
    }

    private static int size(Map<Role, PicturePart> parts) {
        return parts.values().stream().mapToInt(part -> part.labels().length).sum();
    }

    /**
     * The pictures to train on, in the size of the network's input; {@link ImageSource#whole} gives them for augmentations that
     * cut out parts.
     *
     * @return read when they are asked for
     * @throws IOException if their files are not there any more
     */
    public ImageSource train() throws IOException {
        if (parts.get(Role.TRAIN).labels().length == 0) {
            throw new IOException(
                    "There are no pictures to train on: the data has no train part; give it one, or call the"
                            + " folder train that has them");
        }
        return open(Role.TRAIN);
    }

    /**
     * The pictures to validate on, in the size of the network's input.
     *
     * @return read when they are asked for
     * @throws IOException if their files are not there any more
     */
    public ImageSource validation() throws IOException {
        if (parts.get(Role.VALIDATION).labels().length == 0) {
            throw new IOException("There are no pictures to validate on: of "
                    + parts.get(Role.TRAIN).labels().length + " to train on none can be held out; add some");
        }
        return open(Role.VALIDATION);
    }

    /**
     * The pictures to test on, in the size of the network's input, if the data has such a part: for one measurement, after
     * everything has been decided by the others.
     *
     * @return read when they are asked for
     * @throws IOException if their files are not there any more
     */
    public Optional<ImageSource> test() throws IOException {
        return parts.containsKey(Role.TEST) ? Optional.of(open(Role.TEST)) : Optional.empty();
    }

    /**
     * All pictures there are, whatever part they are in, in the size of the network's input.
     *
     * @return read when they are asked for
     * @throws IOException if their files are not there any more
     */
    public ImageSource all() throws IOException {
        List<ImageSource> sources = new ArrayList<>();
        for (Role role : Role.values()) {
            if (parts.containsKey(role) && parts.get(role).labels().length > 0) {
                sources.add(open(role));
            }
        }
        return sources.size() == 1 ? sources.get(0) : new JoinedSource(sources);
    }

    private synchronized ImageSource open(Role role) throws IOException {
        ImageSource source = opened.get(role);
        if (source == null) {
            Optional<PictureFiles> found = files(role);
            source = found.isPresent()
                    ? new StreamedPictures(found.get(), PictureForm.of(input, shorterSide), keeping, bad, workers)
                    : parts.get(role).open(input);
            opened.put(role, source);
        }
        return source;
    }

    private synchronized Optional<PictureFiles> files(Role role) throws IOException {
        if (!files.containsKey(role)) {
            parts.get(role).files().ifPresent(found -> files.put(role, found));
        }
        return Optional.ofNullable(files.get(role));
    }

    /**
     * Writes which pictures there are, {@code pictures.tsv}, into the run's directory; or, where a training is resumed, checks
     * that they are those that it began with.
     *
     * @param resumes whether it is
     * @throws IOException if the file cannot be written or read, or names other pictures; the message names some of them
     */
    public void index(boolean resumes) throws IOException {
        Map<Role, PictureFiles> listed = new LinkedHashMap<>();
        for (Role role : parts.keySet()) {
            files(role).ifPresent(found -> listed.put(role, found));
        }
        if (directory.isEmpty() || listed.isEmpty()) {
            return;
        }
        PictureIndex index = new PictureIndex(directory.get().resolve(INDEX));
        if (!resumes || !index.isThere()) {
            index.write(listed);
        } else {
            index.requireSame(listed);
        }
    }

    /**
     * How the pictures are read, for people.
     *
     * @return a line, or nothing where all are in memory
     * @throws IOException if their files are not there any more
     */
    public Optional<String> describe() throws IOException {
        List<String> how = new ArrayList<>();
        if (train() instanceof StreamedPictures streamed) {
            how.add("pictures are decoded as they are wanted, by " + workers + (workers == 1 ? " thread" : " threads"));
            if (streamed.isInMemory()) {
                how.add("decoded ones are kept in memory");
            } else {
                keeping.describe().ifPresent(how::add);
            }
        }
        return how.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", how));
    }

    /**
     * How many pictures were left out since they could not be read, and where their names are.
     *
     * @return a line, or nothing if there were none
     */
    public Optional<String> leftOut() {
        return bad.summary(directory.map(d -> d.resolve(BAD)));
    }

    /**
     * Writes the names of the pictures that could not be read, and why, into the run's directory, {@code bad-pictures.txt}.
     *
     * @throws IOException if it cannot be written
     */
    public void writeLeftOut() throws IOException {
        if (directory.isPresent()) {
            bad.write(directory.get().resolve(BAD));
        }
    }

    /**
     * Removes what was kept beside the run, for the training is over. A cache in a folder that was named stays.
     *
     * @throws IOException if it cannot be removed
     */
    public void finish() throws IOException {
        if (!keepsCache) {
            keeping.delete();
        }
    }

    @Override
    public void close() {
        keeping.close();
    }
}
