package io.github.blockwright.cli;

import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.blocks.NetworkSummary;
import io.github.blockwright.runtime.data.Pictures;
import java.io.PrintWriter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Which network: a table of the library or the project by its simple name, or any on the class path by its full name. */
public final class NetworkArgument {
    @Parameters(
            index = "0",
            paramLabel = "NETWORK",
            completionCandidates = LibraryNames.class,
            description =
                    "The @Network record: CifarMobileNetV2, ImageNetMobileNetV2, MobileNetV3Small, ShapesNet or another"
                            + " of the library (see networks), one of the project that you stand in, or the full class"
                            + " name of any; _NAME behind it is its variant, as in ImageNetMobileNetV2_035_224.")
    private String name;

    @Mixin
    private Tables tables;

    /**
     * A new, uninitialised block of the network.
     *
     * @throws IllegalArgumentException if there is no such generated block; the message says what was looked for
     */
    public NetworkBlock<?, ?> block() {
        return tables.block(name);
    }

    /**
     * A new, uninitialised block for the classes of the data: of as many as its table has, or else made for them, which is
     * told. A table that cannot be made for them is left to the training to refuse.
     *
     * @param pictures that it is to learn from
     * @param out where to say it
     * @throws IllegalArgumentException as {@link #block()}
     */
    public NetworkBlock<?, ?> blockFor(Pictures pictures, PrintWriter out) {
        NetworkBlock<?, ?> block = block();
        sayClasses(block, pictures, out);
        return forClassesOf(block, pictures);
    }

    /** The block, or a new one for the classes of the data where the table can be made for them. */
    static NetworkBlock<?, ?> forClassesOf(NetworkBlock<?, ?> block, Pictures pictures) {
        return isForOthers(block, pictures)
                ? block.forClasses(pictures.classes().size())
                : block;
    }

    /** Says that the network is made for other classes than its table's, if it is. */
    static void sayClasses(NetworkBlock<?, ?> block, Pictures pictures, PrintWriter out) {
        if (isForOthers(block, pictures)) {
            NetworkSummary summary = block.summary();
            out.println(
                    summary.name() + " is made for the " + pictures.classes().size()
                            + " classes of the data, instead of the " + summary.classes() + " of its table");
        }
    }

    private static boolean isForOthers(NetworkBlock<?, ?> block, Pictures pictures) {
        NetworkSummary summary = block.summary();
        return summary.takesClasses() && summary.classes() != pictures.classes().size();
    }
}
