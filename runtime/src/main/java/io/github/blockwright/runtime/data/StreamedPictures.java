package io.github.blockwright.runtime.data;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Pictures of files, decoded when somebody asks. What was decoded is kept in memory if all of it fits, otherwise in a file if
 * there is one; it is the same to the byte wherever it comes from.
 */
final class StreamedPictures implements ImageSource {
    private final PictureFiles files;
    private final PictureForm form;
    private final PictureKeeping keeping;
    private final BadPictures bad;
    private final int workers;
    private final Optional<AtomicReferenceArray<Frame>> memory;
    private final AtomicLong room;
    private Optional<FrameStore> store;
    private StreamedPictures whole;
    private String identity;

    StreamedPictures(PictureFiles files, PictureForm form, PictureKeeping keeping, BadPictures bad, int workers) {
        this.files = files;
        this.form = form;
        this.keeping = keeping;
        this.bad = bad;
        this.workers = workers;
        this.memory = keeping.fitsMemory(size() * form.bytes())
                ? Optional.of(new AtomicReferenceArray<>(size()))
                : Optional.empty();
        this.room = new AtomicLong(keeping.memory());
    }

    @Override
    public List<String> classes() {
        return files.classes();
    }

    @Override
    public int size() {
        return files.entries().size();
    }

    @Override
    public int label(int image) {
        return files.entries().get(image).label();
    }

    @Override
    public int[] labels(int image) {
        return files.entries().get(image).labels().clone();
    }

    @Override
    public boolean multiLabel() {
        return files.multiLabel();
    }

    @Override
    public int channels() {
        return form.channels();
    }

    @Override
    public String name(int image) {
        return files.entries().get(image).path().toString();
    }

    @Override
    public int workers() {
        return workers;
    }

    @Override
    public synchronized Optional<String> identity() {
        if (identity == null) {
            identity = files.hash() + " " + form;
        }
        return Optional.of(identity);
    }

    @Override
    public synchronized ImageSource whole() {
        if (form.whole()) {
            return this;
        }
        if (whole == null) {
            whole = new StreamedPictures(files, form.asWhole(), keeping, bad, workers);
        }
        return whole;
    }

    boolean isInMemory() {
        return memory.isPresent();
    }

    @Override
    public Frame read(int image) throws IOException {
        Frame kept = memory.map(frames -> frames.get(image)).orElse(null);
        if (kept != null) {
            return kept;
        }
        Optional<FrameStore> stored = memory.isPresent() ? Optional.empty() : store();
        Optional<Frame> known = stored.flatMap(s -> s.read(image));
        if (known.isPresent()) {
            return known.get();
        }
        Frame made = decode(files.entries().get(image));
        if (memory.isPresent() && room.addAndGet(-made.pixels().length) >= 0) {
            memory.get().set(image, made);
        }
        stored.ifPresent(s -> s.write(image, made));
        return made;
    }

    private Frame decode(PictureFiles.Entry entry) throws IOException {
        bad.requireUnknown(entry.name());
        try {
            return form.read(entry.path());
        } catch (IOException e) {
            // A thread that is told to stop has its files closed, which says nothing about them.
            if (Thread.currentThread().isInterrupted()) {
                throw (InterruptedIOException)
                        new InterruptedIOException("Reading " + entry.path() + " was interrupted").initCause(e);
            }
            throw bad.refused(entry.name(), e);
        }
    }

    private synchronized Optional<FrameStore> store() throws InterruptedIOException {
        if (store == null) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("Reading pictures was interrupted");
            }
            store = keeping.store(identity().orElseThrow(), size(), channels());
        }
        return store;
    }

    @Override
    public String toString() {
        return size() + " pictures, " + form.height() + " × " + form.width() + " × " + form.channels() + ", of "
                + classes().size() + " classes";
    }
}
