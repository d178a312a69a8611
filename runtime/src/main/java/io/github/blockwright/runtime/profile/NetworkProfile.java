package io.github.blockwright.runtime.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What each row of a network costs on a machine.
 *
 * @param network the table's name
 * @param machine what was measured on, in words
 * @param rows in order
 */
public record NetworkProfile(String network, String machine, List<RowCost> rows) {
    /** What a profile is called in a run directory. */
    public static final String FILE = "profile.csv";

    /**
     * Takes a copy of the rows.
     *
     * @param network as the record says
     * @param machine as the record says
     * @param rows as the record says
     */
    public NetworkProfile {
        rows = List.copyOf(rows);
    }

    /** {@return the milliseconds of one picture through the folded block in DJL; NaN if it was not measured} */
    public double blockMilliseconds() {
        return rows.stream().mapToDouble(RowCost::blockMilliseconds).sum();
    }

    /** {@return the milliseconds of one picture through ONNX Runtime; NaN if it was not measured} */
    public double servingMilliseconds() {
        return rows.stream().mapToDouble(RowCost::servingMilliseconds).sum();
    }

    /**
     * Writes profiles as one CSV file, a line for each row.
     *
     * @param profiles of any networks and machines
     * @param file the file to write
     * @throws IOException if it cannot be written
     */
    public static void write(List<NetworkProfile> profiles, Path file) throws IOException {
        ProfileFile.write(profiles, file);
    }

    /**
     * Reads what {@link #write} has written.
     *
     * @param file the CSV file
     * @return the profiles, in order
     * @throws IOException if it cannot be read or is no such file; the message says what is wrong
     */
    public static List<NetworkProfile> read(Path file) throws IOException {
        return ProfileFile.read(file);
    }

    /** {@return the rows as a table for a terminal, with their shares of the time of one picture} */
    public String toText() {
        return ProfileText.of(this);
    }

    /** The network and its times in a line. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: %s ms through the block, %s ms served",
                network,
                ProfileText.milliseconds(blockMilliseconds()),
                ProfileText.milliseconds(servingMilliseconds()));
    }
}
