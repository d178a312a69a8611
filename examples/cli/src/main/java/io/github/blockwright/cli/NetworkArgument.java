package io.github.blockwright.cli;

import io.github.blockwright.networks.Networks;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.blocks.NetworkSummary;
import io.github.blockwright.runtime.data.Pictures;
import java.io.PrintWriter;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which network: a table of the examples by its simple name, or any table on the class path by its full name. */
public final class NetworkArgument {
    @Parameters(
            index = "0",
            paramLabel = "NETWORK",
            description =
                    "The @Network record: CifarMobileNetV2, ImageNetMobileNetV2, MobileNetV3Small, ShapesNet or another"
                            + " of the examples, or the full class name of your own; _NAME behind it is its variant,"
                            + " as in ImageNetMobileNetV2_035_224.")
    private String name;

    @Option(
            names = {"--classpath", "-cp"},
            paramLabel = "JAR",
            split = ",",
            description = "Jars or class folders with your own tables, separated by commas.")
    private List<Path> classpath = List.of();

    /** To be filled by picocli. */
    public NetworkArgument() {}

    /** A name that is no argument of its own. */
    NetworkArgument(String name, List<Path> classpath) {
        this.name = name;
        this.classpath = classpath;
    }

    /**
     * A new, uninitialised block of the network.
     *
     * @throws IllegalArgumentException if there is no such generated block; the message says what was looked for
     */
    public NetworkBlock<?, ?> block() {
        return block(name, classpath);
    }

    /**
     * A new, uninitialised block of the network of this name.
     *
     * @throws IllegalArgumentException if there is no such generated block; the message says what was looked for
     */
    static NetworkBlock<?, ?> block(String name, List<Path> classpath) {
        String library = Networks.class.getPackageName();
        String record = isInLibrary(name) ? library + "." + name : name;
        // A nested record Outer.Inner has the block Outer_InnerBlock, and its variant 035_96 Outer_Inner_035_96Block.
        String block = record.replace('$', '_') + "Block";
        try {
            Object instance = Class.forName(block, true, loader(classpath))
                    .getDeclaredConstructor()
                    .newInstance();
            if (instance instanceof NetworkBlock<?, ?> network) {
                return network;
            }
            throw new IllegalArgumentException(block + " is not a block that Blockwright generated");
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(
                    "There is no network " + name + ": " + block
                            + " is not on the class path. 'blockwright networks' lists"
                            + " those of the library; for your own give the full class name and --classpath your.jar, compiled with the"
                            + " annotation processor",
                    e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(block + " cannot be created: " + e, e);
        }
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

    /** What finds the examples and the tables of these jars and folders. */
    static ClassLoader loader(List<Path> classpath) {
        // The classes are needed as long as the process runs, so the loader is never closed.
        ClassLoader parent = NetworkArgument.class.getClassLoader();
        return classpath.isEmpty()
                ? parent
                : new URLClassLoader(
                        classpath.stream().map(NetworkArgument::url).toArray(URL[]::new), parent);
    }

    private static boolean isInLibrary(String name) {
        return Networks.all().stream()
                .anyMatch(network -> network.get().getClass().getSimpleName().equals(name + "Block"));
    }

    private static URL url(Path path) {
        if (!Files.exists(path)) {
            throw new IllegalArgumentException("--classpath: there is no " + path);
        }
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("--classpath: " + path + " is no valid path", e);
        }
    }
}
