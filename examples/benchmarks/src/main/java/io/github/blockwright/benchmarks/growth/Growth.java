package io.github.blockwright.benchmarks.growth;

import io.github.blockwright.benchmarks.Folders;
import io.github.blockwright.benchmarks.Medians;
import io.github.blockwright.benchmarks.compile.Javac;
import io.github.blockwright.benchmarks.growth.Axis.Point;
import io.github.blockwright.benchmarks.steps.StepProcess;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How the time and the memory of a training step grow with batch, width, input, rows, classes and pictures. Each point is
 * some processes of {@link GrowthStep}, the median of them; the exponent is that of a power of the work, multiply-adds of a
 * step, fitted by least squares to the logarithms.
 */
@Command(
        name = "Growth",
        description = "Measures how training steps grow; prints Markdown, progress goes to stderr.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class Growth implements Callable<Integer> {
    @Option(names = "--rounds", defaultValue = "3", description = "Processes of each point; default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--threads", defaultValue = "1", description = "Of the engine; default: ${DEFAULT-VALUE}.")
    private int threads;

    @Option(
            names = "--axes",
            defaultValue = ".*",
            description = "Only what this regular expression matches of batch, width, input side, rows, classes and"
                    + " pictures.")
    private Pattern axes;

    private Growth() {}

    /**
     * What was measured.
     *
     * @param work multiply-adds, in thousand millions
     */
    private record Measured(Point point, double work, double milliseconds, double megabytes) {}

    /** Measures, and prints a table for each axis. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Growth()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException, ReflectiveOperationException {
        Path folder = Files.createTempDirectory("growth");
        List<String> classPath = new ArrayList<>(
                List.of(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator), -1)));
        compile(folder, classPath);
        classPath.add(folder.toString());
        try (URLClassLoader tables =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            for (Axis axis : Axis.all()) {
                if (axes.matcher(axis.name()).matches()) {
                    List<Measured> all = new ArrayList<>();
                    for (Point point : axis.points()) {
                        System.err.println(axis.name() + " " + point.label());
                        all.add(measure(point, work(point, tables), classPath));
                    }
                    print(axis, all);
                }
            }
        }
        Folders.delete(folder);
        return 0;
    }

    private static void compile(Path folder, List<String> classPath) throws IOException {
        List<Path> sources = new ArrayList<>();
        for (Map.Entry<String, String> table : Axis.tables().entrySet()) {
            sources.add(Files.writeString(folder.resolve(table.getKey() + ".java"), table.getValue()));
        }
        new Javac.Warm(classPath.stream().map(Path::of).toList()).milliseconds(sources, folder, true);
    }

    private static double work(Point point, ClassLoader tables) throws ReflectiveOperationException {
        NetworkBlock<?, ?> block = GrowthStep.block(point.network(), point.classes(), tables);
        return block.summary().multiplyAdds() / 1e9 * point.images();
    }

    private Measured measure(Point point, double work, List<String> classPath)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                String.join(File.pathSeparator, classPath),
                GrowthStep.class.getName(),
                "--network",
                point.network(),
                "--batch",
                "" + point.batch(),
                "--threads",
                "" + threads,
                "--warm-up",
                "" + point.warmUp(),
                "--steps",
                "" + point.steps()));
        point.classes().ifPresent(classes -> command.addAll(List.of("--classes", "" + classes)));
        List<Double> milliseconds = new ArrayList<>();
        List<Double> megabytes = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            StepProcess.Outcome outcome = StepProcess.run(command);
            milliseconds.add(point.isEpoch() ? outcome.allMilliseconds() : outcome.milliseconds());
            outcome.peakMegabytes().ifPresent(megabytes::add);
        }
        return new Measured(
                point, work, Medians.of(milliseconds), megabytes.isEmpty() ? Double.NaN : Medians.of(megabytes));
    }

    private static void print(Axis axis, List<Measured> all) {
        System.out.printf(
                "%n| %s | 10⁹ multiply-adds | ms | ms for 10⁹ | most memory, MB |%n|---|---|---|---|---|%n",
                axis.name());
        for (Measured one : all) {
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.3g | %.4g | %.3g | %.0f |%n",
                    one.point().label(),
                    one.work(),
                    one.milliseconds(),
                    one.milliseconds() / one.work(),
                    one.megabytes());
        }
        List<Measured> upper = all.subList((all.size() - 1) / 2, all.size());
        System.out.printf(
                Locale.ROOT,
                "%nTo the power of the work: time %.2f, from the middle on %.2f; memory %.2f, from the middle on %.2f.%n",
                exponent(all, Measured::milliseconds),
                exponent(upper, Measured::milliseconds),
                exponent(all, Measured::megabytes),
                exponent(upper, Measured::megabytes));
    }

    /** The slope of a straight line through the logarithms. */
    private static double exponent(List<Measured> all, ToDoubleFunction<Measured> measure) {
        return exponent(
                all.stream().mapToDouble(Measured::work).toArray(),
                all.stream().mapToDouble(measure).toArray());
    }

    /**
     * The same of plain numbers.
     *
     * @param works at least two different ones
     * @param measures as many
     */
    static double exponent(double[] works, double[] measures) {
        double[] x = Arrays.stream(works).map(Math::log).toArray();
        double[] y = Arrays.stream(measures).map(Math::log).toArray();
        double meanX = mean(x);
        double meanY = mean(y);
        double products = 0;
        double squares = 0;
        for (int i = 0; i < x.length; i++) {
            products += (x[i] - meanX) * (y[i] - meanY);
            squares += (x[i] - meanX) * (x[i] - meanX);
        }
        return products / squares;
    }

    private static double mean(double... values) {
        return Arrays.stream(values).average().orElseThrow();
    }
}
