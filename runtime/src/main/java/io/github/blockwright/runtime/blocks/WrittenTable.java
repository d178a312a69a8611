package io.github.blockwright.runtime.blocks;

import ai.djl.MalformedModelException;
import io.github.blockwright.runtime.layers.Conventions;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Optional;

/** Which table saved parameters are of, and the conventions of their weights, as it stands in front of them. */
final class WrittenTable {
    // "BWT" and the version of what follows, so that a file of another kind is told apart.
    private static final int FORMAT = 0x42575401;
    // The same with conventions that are not the table's between the fingerprint and the parameters.
    private static final int FORMAT_WITH_CONVENTIONS = 0x42575402;

    private WrittenTable() {}

    static void write(NetworkBlock<?, ?> block, DataOutputStream out) throws IOException {
        NetworkSummary summary = block.summary();
        Optional<Conventions> adopted = block.adoptedConventions();
        out.writeInt(adopted.isPresent() ? FORMAT_WITH_CONVENTIONS : FORMAT);
        out.writeUTF(summary.name());
        out.writeUTF(summary.fingerprint());
        if (adopted.isPresent()) {
            WrittenConventions.write(adopted.get(), summary.input(), out);
        }
    }

    /**
     * Checks that the parameters are of the block's table, and lets it adopt their conventions.
     *
     * @throws MalformedModelException if they were saved by another table, or another kind of block
     */
    static void read(NetworkBlock<?, ?> block, DataInputStream in) throws IOException, MalformedModelException {
        NetworkSummary summary = block.summary();
        int format = in.readInt();
        if (format != FORMAT && format != FORMAT_WITH_CONVENTIONS) {
            throw new MalformedModelException(
                    "These parameters were not saved by a block that was generated from a table");
        }
        String name = in.readUTF();
        String fingerprint = in.readUTF();
        if (!fingerprint.equals(summary.fingerprint())) {
            if (summary.isSameTable(fingerprint)) {
                throw new MalformedModelException("These parameters were saved by " + name
                        + " for another number of classes than the " + summary.classes()
                        + " of this block: load them into a new "
                        + block.getClass().getSimpleName()
                        + "(classes) of as many classes as the model was trained for");
            }
            throw new MalformedModelException("These parameters were saved by the table " + name + " (fingerprint "
                    + fingerprint + "), which differs from " + summary.name() + " (fingerprint "
                    + summary.fingerprint() + "): load them with the table that they were trained with");
        }
        if (format == FORMAT_WITH_CONVENTIONS) {
            WrittenConventions.read(block, in);
        }
    }
}
