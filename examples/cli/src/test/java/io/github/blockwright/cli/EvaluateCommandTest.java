package io.github.blockwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import io.github.blockwright.networks.ShapesNetBlock;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.data.Shapes;
import io.github.blockwright.runtime.weights.RunDescription;
import io.github.blockwright.runtime.weights.SavedModel;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluateCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private static Path folder;

    private static String run;
    private static ImageDataset shapes;

    /** An untrained network for the ten shapes. */
    @BeforeAll
    static void saveARun() throws IOException {
        Path directory = Files.createDirectories(folder.resolve("runs/shapes"));
        shapes = Shapes.generate(20, 7);
        try (NDManager manager = NDManager.newBaseManager()) {
            ShapesNetBlock block = new ShapesNetBlock();
            block.initialize(manager);
            SavedModel.save(block, shapes.classes(), Map.of(), directory, "last");
            RunDescription.of(block, shapes.classes(), SavedModel.fileName("last"), "drawn shapes", "{}")
                    .write(directory);
        }
        run = directory.toString();
    }

    /** So many pictures of each of the classes. */
    private static Path draw(String place, int number, List<String> classes) throws IOException {
        Path root = folder.resolve(place);
        for (String name : classes) {
            Path of = Files.createDirectories(root.resolve(name));
            for (int i = 0; i < number; i++) {
                File file = of.resolve(i + ".png").toFile();
                ImageIO.write(shapes.picture(Math.max(0, shapes.classes().indexOf(name)) + 10 * (i % 2)), "png", file);
            }
        }
        return root;
    }

    private int evaluate(String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "evaluate";
        all[1] = run;
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), all);
    }

    @Test
    void aFolderWithoutPartsIsMeasuredAsAWholeAndSaysSo() throws IOException {
        Path photos = draw("plain", 5, shapes.classes());
        assertThat(evaluate("--data", photos.toString())).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains("measuring all 50 pictures; none are held out")
                .contains("50 images: loss ")
                .doesNotContain("there are no pictures of");
        assertThat(evaluate("--data", photos.toString(), "--hold-out", "0.4")).isZero();
        assertThat(out.toString()).contains("measuring the validation part's 20 pictures");
        assertThat(evaluate("--data", photos.toString(), "--limit", "20")).isZero();
        assertThat(out.toString()).contains("measuring all 30 pictures; none are held out");
    }

    @ParameterizedTest
    @CsvSource({"train, 30", "validation, 20", "test, 10", "all, 60", ", 20"})
    void thePartIsChosen(String part, int number) throws IOException {
        Path photos = folder.resolve("parts");
        draw("parts/train", 3, shapes.classes());
        draw("parts/val", 2, shapes.classes());
        draw("parts/test", 1, shapes.classes());
        int code = part == null
                ? evaluate("--data", photos.toString())
                : evaluate("--data", photos.toString(), "--part", part);
        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString()).contains(number + " images: loss ");
    }

    @Test
    void someOfTheClassesInAnyOrderAreEnoughAndTheOthersAreTold() throws IOException {
        Path photos = draw("some", 2, List.of("triangle", "cross", "disc"));
        assertThat(evaluate("--data", photos.toString())).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains("there are no pictures of: ring, square, frame, star, half-disc, hourglass, arrow")
                .contains("6 images: loss ");
    }

    @Test
    void aFolderOfASingleClassIsMeasured() throws IOException {
        Path photos = draw("single", 4, List.of("star"));
        assertThat(evaluate("--data", photos.toString())).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains("measuring all 4 pictures; none are held out")
                .contains("there are no pictures of: disc, ring, square, frame, triangle, cross")
                .contains("4 images: loss ");
    }

    @Test
    void coarseClassesAreForCifar100() throws IOException {
        Path photos = draw("single", 4, List.of("star"));
        assertThat(evaluate("--data", photos.toString(), "--coarse")).isEqualTo(1);
        assertThat(err.toString()).startsWith("error: " + photos + " is not CIFAR-100");
        assertThat(evaluate("--coarse")).isEqualTo(2);
        assertThat(err.toString()).contains("--coarse is for CIFAR-100: give its folder with --data");
    }

    @Test
    void aClassThatTheNetworkDoesNotKnowIsNamed() throws IOException {
        Path photos = draw("unknown", 2, List.of("cross", "disc", "teapot"));
        assertThat(evaluate("--data", photos.toString())).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("error: The model knows the classes ")
                .contains("others too: teapot");
    }

    @Test
    void aPartThatIsNotThereIsNamed() throws IOException {
        Path photos = draw("plain", 5, shapes.classes());
        assertThat(evaluate("--data", photos.toString(), "--part", "test")).isEqualTo(1);
        assertThat(err.toString()).startsWith("error: The data has no test part");
    }
}
