package io.github.blockwright.runtime.weights.formats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Published weights in files, whatever their format. */
public final class WeightFiles {
    // Tar archives tell themselves by a word at byte 257.
    private static final int START = 512;
    private static final int FIRST_PRINTABLE = 0x20;
    private static final String GIT_LFS = "version https://git-lfs";
    private static final String FORMATS =
            "get weights as safetensors, PyTorch's .pth, Keras' .h5, .weights.h5 or .keras, or ONNX";

    private WeightFiles() {}

    /**
     * Reads safetensors, a PyTorch state dictionary ({@code .pth}, {@code .pt}), Keras' weights ({@code .h5}, {@code
     * .weights.h5}, {@code .keras}) or those of an ONNX model, or all files that an index ({@code
     * .safetensors.index.json}) names. The content decides which it is, not the name. No file can run code, or make more be allocated than its own size warrants.
     *
     * <p>In a checkpoint of PyTorch the weights are the first dictionary with tensors under {@code model_ema},
     * {@code state_dict_ema}, {@code ema_state_dict}, {@code ema}, {@code state_dict}, {@code model_state_dict},
     * {@code model}, {@code module} or {@code net}, else the checkpoint's own tensors.
     *
     * @throws IOException if there is no such file, or its content is unknown, damaged or more than weights; the message
     *     names the file, the tensor or place, what was expected and found, and what to do
     */
    public static WeightFile read(Path file) throws IOException {
        return read(file, Optional.empty());
    }

    /**
     * As above, with a choice among the dictionaries of a checkpoint.
     *
     * @param key under which a checkpoint of PyTorch has the dictionary; empty for the first of those above
     * @throws IOException also if there are no tensors under it, or the file is no checkpoint
     */
    public static WeightFile read(Path file, Optional<String> key) throws IOException {
        byte[] start = start(file);
        return ShardIndex.recognises(start)
                ? ShardIndex.read(file, part -> readOne(part, start(part), key))
                : readOne(file, start, key);
    }

    private static byte[] start(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString(), null, "there is no such weight file; check the path");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(START);
        }
    }

    private static WeightFile readOne(Path file, byte[] start, Optional<String> key) throws IOException {
        if (LegacyPyTorchReader.recognises(start)) {
            return LegacyPyTorchReader.read(file, key);
        }
        if (LegacyPyTorchReader.isTar(start)) {
            throw LegacyPyTorchReader.refuseTar(file);
        }
        if (StoredZip.recognises(start)) {
            return readArchive(file, key);
        }
        if (KerasReader.recognises(start)) {
            requireNoKey(file, key);
            return KerasReader.read(file);
        }
        if (OnnxReader.recognises(start)) {
            requireNoKey(file, key);
            return OnnxReader.read(file);
        }
        if (SafetensorsReader.recognises(start)) {
            requireNoKey(file, key);
            return SafetensorsReader.read(file);
        }
        throw unknown(file, start);
    }

    private static WeightFile readArchive(Path file, Optional<String> key) throws IOException {
        try (StoredZip zip = StoredZip.open(file)) {
            if (PyTorchReader.recognises(zip.names())) {
                return PyTorchReader.read(file, zip, key);
            }
            if (KerasReader.recognises(zip.names())) {
                requireNoKey(file, key);
                return KerasReader.read(file, zip);
            }
            throw new WeightFileException(
                    file,
                    "this zip archive has neither PyTorch's data.pkl nor Keras' model.weights.h5, but "
                            + zip.names().size() + " other entries",
                    FORMATS);
        }
    }

    private static void requireNoKey(Path file, Optional<String> key) throws WeightFileException {
        if (key.isPresent()) {
            throw new WeightFileException(
                    file,
                    "it has no dictionaries of which " + WeightFileException.quoted(key.get()) + " could be one",
                    "leave out the key, which is for checkpoints of PyTorch");
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
