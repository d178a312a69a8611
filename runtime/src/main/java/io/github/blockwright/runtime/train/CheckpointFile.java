package io.github.blockwright.runtime.train;

import ai.djl.MalformedModelException;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParser;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.files.AtomicFiles;
import io.github.blockwright.runtime.files.EncodedArrays;
import io.github.blockwright.runtime.files.ZipBudget;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A checkpoint as a file: a zip archive, whose entries have checksums, of {@code state.json}, {@code arrays.ndlist} (DJL's
 * format) and {@code conventions}, which stand in front of a block's saved parameters too.
 */
record CheckpointFile(Path path) {
    private static final Gson PRETTY =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
    private static final String STATE = "state.json";
    private static final String ARRAYS = "arrays.ndlist";
    private static final String CONVENTIONS = "conventions";

    private static final int BUFFER = 1 << 16;

    // The state, the names of the arrays and the archive's own lists; generous, since it is only asked whether they
    // fit.
    private static final long BESIDE_ARRAYS = 1 << 16;

    /** A checkpoint and its arrays, which belong to the manager it was read with. */
    record Content(Checkpoint checkpoint, NDList arrays) {}

    /** What the file of these arrays takes, in bytes. */
    static long bytes(NDList arrays) {
        return BESIDE_ARRAYS
                + arrays.stream()
                        .mapToLong(array -> array.size() * array.getDataType().getNumOfBytes())
                        .sum();
    }

    /**
     * Writes the file atomically: a crash leaves the one before.
     *
     * @param making moves aside what is in its place
     */
    void write(Checkpoint checkpoint, NDList arrays, NetworkBlock<?, ?> block, AtomicFiles.Making making)
            throws IOException {
        AtomicFiles.write(path, bytes(arrays), part -> write(part, checkpoint, arrays, conventions(block)), making);
    }

    private static void write(Path part, Checkpoint checkpoint, NDList arrays, byte[] conventions) throws IOException {
        try (OutputStream out = Files.newOutputStream(part);
                ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(out, BUFFER))) {
            // Weights do not compress.
            zip.setLevel(Deflater.NO_COMPRESSION);
            zip.putNextEntry(new ZipEntry(STATE));
            zip.write(PRETTY.toJson(checkpoint.toJson()).getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry(CONVENTIONS));
            zip.write(conventions);
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry(ARRAYS));
            arrays.encode(zip);
            zip.closeEntry();
        }
    }

    private static byte[] conventions(NetworkBlock<?, ?> block) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            block.saveConventions(out);
        }
        return bytes.toByteArray();
    }

    /** @throws IOException if the file is not a whole checkpoint; the message says why */
    Content read(NDManager manager) throws IOException {
        try (ZipFile zip = new ZipFile(path.toFile())) {
            Checkpoint checkpoint =
                    Checkpoint.fromJson(JsonParser.parseString(new String(entry(zip, STATE), StandardCharsets.UTF_8))
                            .getAsJsonObject());
            byte[] arrays = entry(zip, ARRAYS);
            EncodedArrays.check(arrays);
            return new Content(checkpoint, NDList.decode(manager, arrays));
        } catch (IOException | RuntimeException e) {
            // What is damaged can go wrong in any way.
            throw new IOException(e.getMessage(), e);
        }
    }

    /**
     * Lets a block adopt the conventions that it was trained by, where the file has them.
     *
     * @throws MalformedModelException if they are of another table; the message says which
     * @throws IOException if the file is damaged
     */
    boolean adoptConventions(NetworkBlock<?, ?> block) throws IOException, MalformedModelException {
        try (ZipFile zip = new ZipFile(path.toFile())) {
            if (zip.getEntry(CONVENTIONS) == null) {
                return false;
            }
            block.adoptSaved(new DataInputStream(new ByteArrayInputStream(entry(zip, CONVENTIONS))));
            return true;
        } catch (RuntimeException e) {
            // As when it is read.
            throw new IOException(e.getMessage(), e);
        }
    }

    private static byte[] entry(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new IOException("no " + name);
        }
        // Nothing in it is compressed.
        byte[] bytes = new ZipBudget(new File(zip.getName()).length(), "the file itself").read(zip, entry);
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        if (checksum.getValue() != entry.getCrc()) {
            throw new IOException(name + " is damaged");
        }
        return bytes;
    }
}
