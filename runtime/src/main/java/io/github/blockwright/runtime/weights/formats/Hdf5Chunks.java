package io.github.blockwright.runtime.weights.formats;

import static io.github.blockwright.runtime.weights.formats.WeightFileException.quoted;

import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.dataset.chunked.ChunkedDatasetV3;
import io.jhdf.filter.PipelineFilterWithData;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Datasets that are stored in chunks, deflated and shuffled or not. jHDF finds the chunks; they are unpacked here, because it
 * makes room for whatever a chunk says it unpacks to.
 */
final class Hdf5Chunks {
    private static final int DEFLATE = 1;
    private static final int SHUFFLE = 2;
    /** So many bytes deflate makes of one at most. */
    private static final long MOST_TIMES = 1032;

    private static final byte[] TREE = {'T', 'R', 'E', 'E'};
    private static final int LEVELS = 256;

    private final Path file;
    private final ByteBuffer bytes;
    private long unpacked;
    private boolean treesAreChecked;

    Hdf5Chunks(Path file, ByteBuffer bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    /**
     * The values of a dataset, the last dimension fastest.
     *
     * @param elementBytes of a value
     * @throws WeightFileException if it asks for more than it may, is damaged, or packed in another way
     */
    ByteBuffer read(ChunkedDataset dataset, int elementBytes) throws WeightFileException {
        String path = quoted(dataset.getPath());
        if (!(dataset instanceof ChunkedDatasetV3)) {
            throw new WeightFileException(
                    file,
                    "dataset " + path + " is stored in chunks with one of HDF5's newer indexes",
                    "save the weights again without libver=\"latest\"");
        }
        long size = WeightTensor.elements(dataset.getDimensionsAsLong()) * elementBytes;
        unpacked += size;
        Limit.HDF5_UNPACKED.require(file, unpacked, "weights that are stored in chunks, with bytes,");
        requireSimpleTrees();
        int[] shape = dataset.getDimensions();
        int[] chunk = dataset.getChunkDimensions();
        long chunkBytes = chunkBytes(path, shape, chunk, elementBytes);
        if (size > MOST_TIMES * bytes.capacity() || chunkBytes > MOST_TIMES * bytes.capacity()) {
            throw WeightFileException.damaged(file, "dataset " + path + " has more values than the file can hold");
        }
        byte[] values = new byte[Math.toIntExact(size)];
        int[] at = new int[shape.length];
        do {
            byte[] content = unpack(dataset, path, at, (int) chunkBytes, elementBytes);
            place(content, chunk, at, values, shape, elementBytes);
        } while (advance(at, chunk, shape));
        return ByteBuffer.wrap(values);
    }

    private long chunkBytes(String path, int[] shape, int[] chunk, int elementBytes) throws WeightFileException {
        long size = elementBytes;
        boolean isPossible = chunk.length == shape.length;
        for (int d = 0; isPossible && d < chunk.length; d++) {
            isPossible = chunk[d] > 0 && chunk[d] <= Integer.MAX_VALUE / size;
            size *= chunk[d];
        }
        if (!isPossible) {
            throw WeightFileException.damaged(file, "the chunks of dataset " + path + " cannot be");
        }
        return size;
    }

    /**
     * jHDF follows each branch of the trees that lead to chunks, and a small file whose branches meet again has more of them
     * than anybody can follow.
     */
    private void requireSimpleTrees() throws WeightFileException {
        if (treesAreChecked) {
            return;
        }
        treesAreChecked = true;
        long[] most = new long[LEVELS];
        for (int at = 0; at <= bytes.capacity() - 8; at++) {
            // Behind the letters: what the tree is of, 1 for chunks; the level, 0 for leaves; and the number of
            // branches.
            if (isTree(at) && bytes.get(at + 4) == 1) {
                int branches = (bytes.get(at + 6) & 0xff) | ((bytes.get(at + 7) & 0xff) << 8);
                int level = bytes.get(at + 5) & 0xff;
                most[level] = Math.max(most[level], branches);
            }
        }
        long chunks = 1;
        for (long branches : most) {
            chunks *= Math.max(1, branches);
            Limit.HDF5_CHUNKS.require(file, chunks, "a number of chunks of up to");
        }
    }

    private boolean isTree(int at) {
        for (int i = 0; i < TREE.length; i++) {
            if (bytes.get(at + i) != TREE[i]) {
                return false;
            }
        }
        return true;
    }

    private byte[] unpack(ChunkedDataset dataset, String path, int[] at, int size, int elementBytes)
            throws WeightFileException {
        ByteBuffer stored = dataset.getRawChunkBuffer(at);
        byte[] content = new byte[stored.remaining()];
        stored.get(content);
        List<PipelineFilterWithData> filters = dataset.getFilters();
        for (int i = filters.size() - 1; i >= 0; i--) {
            content = switch (filters.get(i).getId()) {
                case DEFLATE -> inflate(content, path, size);
                case SHUFFLE -> inOrder(content, elementBytes);
                default ->
                    throw new WeightFileException(
                            file,
                            "dataset " + path + " is packed by "
                                    + filters.get(i).getName(),
                            "save the weights again with compression=\"gzip\", or none");
            };
        }
        if (content.length != size) {
            throw damagedChunk(path, null);
        }
        return content;
    }

    private byte[] inflate(byte[] packed, String path, int size) throws WeightFileException {
        Inflater inflater = new Inflater();
        try {
            if (size > MOST_TIMES * packed.length) {
                throw damagedChunk(path, null);
            }
            inflater.setInput(packed);
            byte[] content = new byte[size];
            int length = 0;
            while (length < size) {
                int more = inflater.inflate(content, length, size - length);
                if (more == 0) {
                    throw damagedChunk(path, null);
                }
                length += more;
            }
            return content;
        } catch (DataFormatException e) {
            throw damagedChunk(path, e);
        } finally {
            inflater.end();
        }
    }

    private WeightFileException damagedChunk(String path, Throwable cause) {
        return WeightFileException.damaged(file, "a chunk of dataset " + path + " cannot be unpacked", cause);
    }

    /** Shuffled are first bytes of all values, then second bytes of all, and so on. */
    private static byte[] inOrder(byte[] shuffled, int elementBytes) {
        int elements = shuffled.length / elementBytes;
        byte[] content = shuffled.clone();
        for (int k = 0; k < elementBytes; k++) {
            for (int i = 0; i < elements; i++) {
                content[i * elementBytes + k] = shuffled[k * elements + i];
            }
        }
        return content;
    }

    /** Copies what of a chunk lies within the dataset, row by row. */
    private static void place(byte[] content, int[] chunk, int[] at, byte[] values, int[] shape, int elementBytes) {
        int last = shape.length - 1;
        int length = Math.min(chunk[last], shape[last] - at[last]) * elementBytes;
        int[] row = new int[last];
        do {
            int from = 0;
            int to = 0;
            for (int d = 0; d <= last; d++) {
                int inChunk = d < last ? row[d] : 0;
                from = from * chunk[d] + inChunk;
                to = to * shape[d] + at[d] + inChunk;
            }
            System.arraycopy(content, from * elementBytes, values, to * elementBytes, length);
        } while (nextRow(row, chunk, at, shape));
    }

    private static boolean nextRow(int[] row, int[] chunk, int[] at, int[] shape) {
        for (int d = row.length - 1; d >= 0; d--) {
            row[d]++;
            if (row[d] < Math.min(chunk[d], shape[d] - at[d])) {
                return true;
            }
            row[d] = 0;
        }
        return false;
    }

    /** Goes on to the next chunk, if there is one. */
    private static boolean advance(int[] at, int[] chunk, int[] shape) {
        for (int d = at.length - 1; d >= 0; d--) {
            // Chunks may be larger than what is left of the numbers too.
            if (at[d] < shape[d] - chunk[d]) {
                at[d] += chunk[d];
                return true;
            }
            at[d] = 0;
        }
        return false;
    }
}
