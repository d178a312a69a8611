package io.github.blockwright.benchmarks;

import io.github.blockwright.networks.ShapesNetBlock;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.data.Pictures;
import io.github.blockwright.runtime.data.Shapes;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.report.EpochResult;
import io.github.blockwright.runtime.report.ProgressListener;
import io.github.blockwright.runtime.train.TrainedNetwork;
import io.github.blockwright.runtime.train.Training;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/**
 * Do more pictures than memory holds train? Draws so many JPEGs of 64 × 64 into folders of ten classes, unless they are there,
 * finds them, trains two epochs on them, and writes the resident memory of the process (Linux) over time as CSV: all of it,
 * its own, and that of files it maps. Usage: {@code java -Xmx1g ... ManyPictures FOLDER DIRECTORY [PICTURES]}.
 */
public final class ManyPictures implements ProgressListener {
    private static final int SIDE = 64;
    private static final int PIECE = 10_000;
    private static final int EPOCHS = 2;
    private static final double EVERY = 1;

    private final long started;
    private final List<String> lines = new ArrayList<>(List.of("seconds,epoch,step,resident_mb,own_mb,mapped_mb"));
    private double noted = Double.NEGATIVE_INFINITY;
    private double firstStep = Double.NaN;
    private int epoch;

    private ManyPictures(long started) {
        this.started = started;
    }

    /** Runs the measurement. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Path directory = Path.of(arguments[1]);
        int count = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 200_000;
        if (!Files.exists(folder)) {
            draw(folder, count);
        }
        ManyPictures watch = new ManyPictures(System.nanoTime());
        Pictures pictures = Pictures.of(folder);
        System.out.printf(Locale.ROOT, "found after %.2f s: %s%n", watch.seconds(), pictures);
        Recipe recipe = Recipe.fromScratch().toBuilder().epochs(EPOCHS).build();
        try (TrainedNetwork network = Training.of(new ShapesNetBlock(), recipe)
                .directory(directory)
                .listener(watch)
                .run(pictures)) {
            System.out.printf(Locale.ROOT, "first step after %.2f s%n", watch.firstStep);
            System.out.println(network.history());
        }
        Files.write(directory.resolve("memory.csv"), watch.lines);
    }

    private static void draw(Path folder, int count) {
        for (int from = 0; from < count; from += PIECE) {
            int first = from;
            ImageDataset shapes = Shapes.generate(Math.min(PIECE, count - from), 100 + from, SIDE);
            IntStream.range(0, shapes.size()).parallel().forEach(i -> {
                Path file =
                        folder.resolve(shapes.classes().get(shapes.label(i))).resolve(first + i + ".jpg");
                try {
                    Files.createDirectories(file.getParent());
                    ImageIO.write(shapes.picture(i), "jpg", file.toFile());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            System.out.println(from + shapes.size() + " pictures drawn");
        }
    }

    @Override
    public void epochStarted(int number, int epochs, int steps) {
        epoch = number;
    }

    @Override
    public void stepDone(int step, double loss, double accuracy) {
        if (Double.isNaN(firstStep)) {
            firstStep = seconds();
        }
        note(step);
    }

    @Override
    public void epochDone(EpochResult result) {
        noted = Double.NEGATIVE_INFINITY;
        note(0);
    }

    private void note(int step) {
        if (seconds() < noted + EVERY) {
            return;
        }
        noted = seconds();
        ResidentMemory memory = ResidentMemory.now();
        lines.add(String.format(
                Locale.ROOT,
                "%.1f,%d,%d,%.0f,%.0f,%.0f",
                noted,
                epoch,
                step,
                memory.all(),
                memory.own(),
                memory.mapped()));
    }

    private double seconds() {
        return (System.nanoTime() - started) / 1e9;
    }
}
