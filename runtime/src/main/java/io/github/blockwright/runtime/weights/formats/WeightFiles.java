package io.github.blockwright.runtime.weights.formats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Published weights in files, whatever their format. */
public final class WeightFiles {
    private static final int START = 64;
    private static final int FIRST_PRINTABLE = 0x20;
    private static final String GIT_LFS = "version https://git-lfs";
    private static final String FORMATS =
            "get weights as safetensors, PyTorch's .pth or Keras' .h5, .weights.h5 or .keras";

    private WeightFiles() {}

    /**
     * Reads safetensors, a PyTorch state dictionary ({@code .pth}, {@code .pt}) or Keras' weights ({@code .h5}, {@code
     * .weights.h5}, {@code .keras}). The content decides which it is, not the name. No file can run code, or make more
     * be allocated than its own size warrants.
     *
     * @throws IOException if there is no such file, or its content is unknown, damaged or more than weights; the message
     *     names the file, the tensor or place, what was expected and found, and what to do
     */
    public static WeightFile read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString(), null, "there is no such weight file; check the path");
        }
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(START);
        }
        if (KerasReader.recognises(start)) {
            return KerasReader.read(file);
        }
        if (StoredZip.recognises(start)) {
            return readArchive(file);
        }
        if (PyTorchReader.isBeforeZip(start)) {
            throw new WeightFileException(
                    file,
                    "it is in the format that PyTorch wrote before version 1.6",
                    "load it in a newer PyTorch and save it again: torch.save(torch.load(file), file)");
        }
        if (SafetensorsReader.recognises(start)) {
            return SafetensorsReader.read(file);
        }
        throw unknown(file, start);
    }

    private static WeightFile readArchive(Path file) throws IOException {
        try (StoredZip zip = StoredZip.open(file)) {
            if (PyTorchReader.recognises(zip.names())) {
                return PyTorchReader.read(file, zip);
            }
            if (KerasReader.recognises(zip.names())) {
                return KerasReader.read(file, zip);
            }
            throw new WeightFileException(
                    file,
                    "this zip archive has neither PyTorch's data.pkl nor Keras' model.weights.h5, but "
                            + zip.names().size() + " other entries",
                    FORMATS);
        }
    }

    private static WeightFileException unknown(Path file, byte[] start) {
        String text = new String(start, StandardCharsets.ISO_8859_1);
        if (start.length == 0) {
            return WeightFileException.damaged(file, "the file is empty");
        }
        if (text.startsWith(GIT_LFS)) {
            return new WeightFileException(
                    file, "this is a pointer of Git LFS, not the weights", "fetch them with: git lfs pull");
        }
        if (text.stripLeading().startsWith("<")) {
            return new WeightFileException(
                    file, "this is a web page, not weights", "download the file itself, not the page about it");
        }
        boolean isPickle = (start[0] & 0xff) == 0x80 && start.length > 1 && start[1] < FIRST_PRINTABLE;
        return new WeightFileException(
                file,
                isPickle
                        ? "this is a bare Python pickle, which can run code and is not read"
                        : "its content is of no known format; it starts with "
                                + WeightFileException.quoted(text.substring(0, Math.min(16, text.length()))),
                FORMATS);
    }
}
