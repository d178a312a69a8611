package io.github.blockwright.runtime.train;

import ai.djl.MalformedModelException;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.gson.Gson;
import io.github.blockwright.runtime.report.EpochResult;
import io.github.blockwright.runtime.testing.TinyBlock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Checkpoints whose parts are made up: their state up to a zero, then their arrays. The archive around them has check sums. */
public final class CheckpointBytes {
    private CheckpointBytes() {}

    /** Reads the checkpoint that consists of these. */
    public static void read(byte[] bytes) throws IOException {
        int state = 0;
        while (state < bytes.length && bytes[state] != 0) {
            state++;
        }
        Path file = Files.createTempFile("checkpoint", ".zip");
        try (NDManager manager = NDManager.newBaseManager()) {
            try (OutputStream out = Files.newOutputStream(file);
                    ZipOutputStream zip = new ZipOutputStream(out)) {
                zip.setLevel(Deflater.NO_COMPRESSION);
                zip.putNextEntry(new ZipEntry("state.json"));
                zip.write(bytes, 0, state);
                zip.closeEntry();
                zip.putNextEntry(new ZipEntry("arrays.ndlist"));
                zip.write(Arrays.copyOfRange(bytes, Math.min(state + 1, bytes.length), bytes.length));
                zip.closeEntry();
                zip.putNextEntry(new ZipEntry("conventions"));
                zip.write(Arrays.copyOfRange(bytes, Math.min(state + 1, bytes.length), bytes.length));
                zip.closeEntry();
            }
            CheckpointFile checkpoint = new CheckpointFile(file);
            try {
                var unused = checkpoint.adoptConventions(new TinyBlock());
            } catch (MalformedModelException e) {
                // Of another table, or damaged.
            } catch (IOException e) {
                // The same.
            }
            var unused = checkpoint.read(manager);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** A whole one. */
    public static List<byte[]> seeds() throws IOException {
        Checkpoint checkpoint = new Checkpoint(
                new RunIdentity("f1", List.of("stem", "head"), "recipe", "{\"seed\":1}", -5, "1.0", 2, true),
                List.of(new EpochResult(1, 0.1, 1 / 3.0, Double.NaN, Double.NaN, 1e-9, 2, 3, 4)),
                7,
                new EpochSoFar(3, 1 / 7.0, 2 / 7.0, 11, 48, 5, 6),
                1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new Gson().toJson(checkpoint.toJson()).getBytes(StandardCharsets.UTF_8));
        bytes.write(0);
        try (NDManager manager = NDManager.newBaseManager()) {
            new NDList(manager.ones(new Shape(2, 3)), manager.zeros(new Shape(0))).encode(bytes);
        }
        return List.of(bytes.toByteArray());
    }
}
