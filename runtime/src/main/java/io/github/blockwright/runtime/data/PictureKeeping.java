package io.github.blockwright.runtime.data;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where decoded pictures are kept: in memory if all of a part fits into a bound; otherwise in files of a folder, which take at most a quarter of what is free on its disk; or nowhere.
 */
final class PictureKeeping implements Closeable {
    private static final Logger LOGGER = LoggerFactory.getLogger(PictureKeeping.class);
    private static final int SHARE_OF_DISK = 4;

    private final Optional<Path> folder;
    private final long memory;
    private final AtomicLong disk;
    private final List<FrameStore> stores = new ArrayList<>();

    /**
     * Keeps nothing yet.
     *
     * @param folder for the files, made when one is wanted; empty for none
     * @param memory the most that a part may take to be kept in memory, in bytes
     */
    PictureKeeping(Optional<Path> folder, long memory) throws IOException {
        this.folder = folder;
        this.memory = memory;
        this.disk = new AtomicLong(folder.isPresent() ? bound(folder.get()) : 0);
    }

    /** The most that a part may keep in memory, in bytes. */
    long memory() {
        return memory;
    }

    boolean fitsMemory(long bytes) {
        return bytes <= memory;
    }

    /** Where so much is kept, for people. */
    Optional<String> describe() {
        return folder.map(path -> String.format(
                Locale.ROOT,
                "decoded ones are kept in %s (at most %.1f GB, a quarter of the free disk)",
                path,
                disk.get() / 1e9));
    }

    /** The file for these pictures, if there are files. */
    synchronized Optional<FrameStore> store(String identity, int count, int channels) {
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        String name = UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8)) + FrameStore.SUFFIX;
        try {
            Files.createDirectories(folder.get());
            FrameStore store = new FrameStore(folder.get().resolve(name), identity, count, channels, disk);
            stores.add(store);
            return Optional.of(store);
        } catch (IOException e) {
            LOGGER.warn(
                    "pictures are decoded every time, for nothing can be kept in {}: {}", folder.get(), e.toString());
            return Optional.empty();
        }
    }

    /** Removes the folder and all such files in it, those of earlier attempts too. */
    synchronized void delete() throws IOException {
        close();
        if (folder.isEmpty() || !Files.isDirectory(folder.get())) {
            return;
        }
        List<Path> content;
        try (Stream<Path> files = Files.list(folder.get())) {
            content = files.toList();
        }
        boolean all = true;
        for (Path file : content) {
            if (file.getFileName().toString().endsWith(FrameStore.SUFFIX)) {
                Files.delete(file);
            } else {
                all = false;
            }
        }
        if (all) {
            Files.delete(folder.get());
        }
    }

    @Override
    public synchronized void close() {
        stores.forEach(FrameStore::close);
    }

    private static long bound(Path folder) throws IOException {
        Path there = folder.toAbsolutePath();
        while (!Files.exists(there)) {
            there = there.getParent();
        }
        FileStore disk = Files.getFileStore(there);
        return disk.getUsableSpace() / SHARE_OF_DISK;
    }
}
