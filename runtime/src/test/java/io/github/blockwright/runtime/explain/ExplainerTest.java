package io.github.blockwright.runtime.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import io.github.blockwright.dsl.Task;
import io.github.blockwright.runtime.batches.Evaluator;
import io.github.blockwright.runtime.data.Augmentation;
import io.github.blockwright.runtime.data.Frame;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.recipe.Schedule;
import io.github.blockwright.runtime.train.Training;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On networks that tell bright spots from dark ones, of which one knows where they must look. */
class ExplainerTest {
    private static final int[] NONE = {};
    /** Of the map's sum, what must lie in the quarter with the spot: by chance it is a quarter. */
    private static final double MOST = 0.7;

    private static NDManager manager;
    private static SpotBlock ofOneClass;
    private static SpotBlock ofSeveralLabels;

    @TempDir
    private Path folder;

    @BeforeAll
    static void train() {
        manager = NDManager.newBaseManager();
        ofOneClass = trained(1, false);
        ofSeveralLabels = trained(3, true);
    }

    private static SpotBlock trained(int channels, boolean several) {
        manager.getEngine().setRandomSeed(1);
        SpotBlock block = new SpotBlock(channels, several ? Task.MULTI_LABEL : Task.CLASSIFICATION);
        Recipe recipe = Recipe.builder()
                .epochs(6)
                .batchSize(20)
                .schedule(new Schedule.WarmUpCosine(0.1, 0.1))
                .preciseBatchNorm(200)
                .augmentation(Augmentation.NONE)
                .build();
        Spots validation = new Spots(40, 2, channels, several);
        Training.of(block, recipe).quiet().run(manager, new Spots(200, 1, channels, several), validation);
        assertThat(Evaluator.evaluate(block, manager, validation).accuracy()).isGreaterThan(0.95);
        return block;
    }

    @AfterAll
    static void close() {
        manager.close();
    }

    /** How much of what is positive in a map lies in the quarter around a place of the picture. */
    private static double share(HeatMap map, int y, int x) {
        float[] values = map.values(Spots.SIDE, Spots.SIDE);
        double there = 0;
        double all = 0;
        for (int i = 0; i < values.length; i++) {
            double value = Math.max(0, values[i]);
            boolean isThere = Math.abs(i / Spots.SIDE - y) <= 8 && Math.abs(i % Spots.SIDE - x) <= 8;
            there += isThere ? value : 0;
            all += value;
        }
        return there / all;
    }

    @ParameterizedTest
    @CsvSource({"8, 8", "8, 24", "24, 8", "24, 24"})
    void aDrawnObjectInACornerLightsUpThere(int y, int x) {
        try (Explainer explainer = Explainer.of(ofOneClass, Spots.CLASSES)) {
            SeenPicture bright = explainer.see(Spots.picture(1, new int[] {y, x}, NONE));
            assertThat(bright.labels()).containsExactly("bright");
            SeenPicture dark = explainer.see(Spots.picture(1, NONE, new int[] {y, x}));
            assertThat(dark.labels()).containsExactly("dark");
            for (SeenPicture picture : List.of(bright, dark)) {
                assertThat(share(picture.gradCam(), y, x)).as("Grad-CAM").isGreaterThan(MOST);
                assertThat(share(picture.occlusion(), y, x)).as("occlusion").isGreaterThan(MOST);
                assertThat(share(explainer.row("stage1").see(frame(picture)).gradCam(), y, x))
                        .as("Grad-CAM of an earlier row")
                        .isGreaterThan(MOST);
                explainer.row("head");
            }
        }
    }

    private static Frame frame(SeenPicture picture) {
        return new Frame(Spots.SIDE, Spots.SIDE, picture.pixels());
    }

    @Test
    void eachOfSeveralLabelsLightsUpWhereItsOwnObjectIs() {
        try (Explainer explainer = Explainer.of(ofSeveralLabels, Spots.CLASSES)) {
            SeenPicture both = explainer.see(Spots.picture(3, new int[] {8, 8}, new int[] {24, 24}));
            assertThat(both.labels()).containsExactly("bright", "dark");
            for (Function<String, HeatMap> method :
                    List.<Function<String, HeatMap>>of(both::gradCam, both::occlusion)) {
                assertThat(share(method.apply("bright"), 8, 8)).isGreaterThan(MOST);
                assertThat(share(method.apply("dark"), 24, 24)).isGreaterThan(MOST);
            }
            assertThat(explainer.thresholds(List.of(0.0, 1.0)).see(frame(both)).labels())
                    .containsExactly("bright");
            assertThat(explainer.thresholds(List.of(1.0, 1.0)).see(frame(both)).labels())
                    .isEmpty();
        }
    }

    /** Adebayo et al., Sanity Checks for Saliency Maps, arXiv:1810.03292: a map that stays shows the picture, not the network. */
    @Test
    void mapsOfNetworksWithRandomWeightsAreOthers() {
        Frame frame = Spots.picture(3, new int[] {8, 8}, new int[] {24, 24});
        double gradCam = 0;
        double occlusion = 0;
        int networks = 10;
        try (Explainer learned = Explainer.of(ofSeveralLabels, Spots.CLASSES)) {
            SeenPicture one = learned.see(frame);
            assertThat(rankCorrelation(one.gradCam("bright"), one.gradCam("bright")))
                    .isCloseTo(1, Offset.offset(1e-9));
            for (int seed = 0; seed < networks; seed++) {
                manager.getEngine().setRandomSeed(seed);
                try (NDManager own = manager.newSubManager()) {
                    SpotBlock random = new SpotBlock(3, Task.MULTI_LABEL);
                    random.initialize(own);
                    try (Explainer unlearned = Explainer.of(random, Spots.CLASSES)) {
                        SeenPicture other = unlearned.see(frame);
                        gradCam += rankCorrelation(one.gradCam("bright"), other.gradCam("bright"));
                        occlusion += rankCorrelation(one.occlusion("bright"), other.occlusion("bright"));
                    }
                }
            }
        }
        assertThat(gradCam / networks).as("Grad-CAM").isBetween(-0.4, 0.4);
        assertThat(occlusion / networks).as("occlusion").isBetween(-0.4, 0.4);
    }

    /** Spearman's: the correlation of the ranks, which equal values share; 0 where a map is the same everywhere. */
    private static double rankCorrelation(HeatMap one, HeatMap other) {
        double[] a = ranks(one.values());
        double[] b = ranks(other.values());
        double middle = (a.length - 1) / 2.0;
        double product = 0;
        double squaresOfA = 0;
        double squaresOfB = 0;
        for (int i = 0; i < a.length; i++) {
            product += (a[i] - middle) * (b[i] - middle);
            squaresOfA += (a[i] - middle) * (a[i] - middle);
            squaresOfB += (b[i] - middle) * (b[i] - middle);
        }
        return product == 0 ? 0 : product / Math.sqrt(squaresOfA * squaresOfB);
    }

    private static double[] ranks(float[] values) {
        double[] ranks = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            int below = 0;
            int equal = 0;
            for (float value : values) {
                below += value < values[i] ? 1 : 0;
                equal += value == values[i] ? 1 : 0;
            }
            ranks[i] = below + (equal - 1) / 2.0;
        }
        return ranks;
    }

    @Test
    void theNearestPicturesAreThoseWithTheSameInThem() throws IOException {
        Spots data = new Spots(120, 7, 1, false);
        try (Explainer explainer = Explainer.of(ofOneClass, Spots.CLASSES)) {
            List<SeenPicture> pictures =
                    List.of(explainer.see(data.read(17)), explainer.see(Spots.picture(1, new int[] {8, 24}, NONE)));
            List<List<Neighbour>> found = explainer.neighbours(pictures, data, 5);
            assertThat(found).hasSize(2).allSatisfy(near -> assertThat(near)
                    .hasSize(5)
                    .isSortedAccordingTo(Comparator.comparing(Neighbour::similarity, Comparator.reverseOrder())));
            assertThat(found.get(0).get(0).index()).isEqualTo(17);
            assertThat(found.get(0).get(0).similarity()).isBetween(0.9999, 1.0);
            assertThat(found.get(0))
                    .allSatisfy(near -> assertThat(near.classes()).containsExactly("dark"));
            assertThat(found.get(1))
                    .allSatisfy(near -> assertThat(near.classes()).containsExactly("bright"));
            assertThat(explainer
                            .neighbours(pictures.subList(0, 1), new Spots(3, 1, 1, false), 5)
                            .get(0))
                    .as("no more than there are")
                    .hasSize(3);
            assertThat(explainer.neighbours(List.of(), data, 5)).isEmpty();
        }
    }

    @Test
    void allIsDrawnIntoFiles() throws IOException {
        try (Explainer explainer = Explainer.of(ofSeveralLabels, Spots.CLASSES)) {
            SeenPicture picture = explainer.see(Spots.picture(3, new int[] {8, 8}, new int[] {24, 24}));
            List<Neighbour> near = explainer
                    .neighbours(List.of(picture), new Spots(20, 3, 3, true), 4)
                    .get(0);
            Explanation explanation = new Explanation(
                    "both", picture, List.of(picture.gradCam("bright"), picture.occlusion("dark")), near);
            explanation.write(folder.resolve("one.png"));
            Explanation.writeSheet(folder.resolve("several.png"), List.of(explanation, explanation));
            picture.gradCam("dark").write(folder.resolve("dark.png"));
            BufferedImage one = read("one.png");
            assertThat(one.getWidth()).isGreaterThan(3 * 320);
            assertThat(read("several.png").getHeight()).isGreaterThan(2 * 200);
            assertThat(read("dark.png").getWidth()).isBetween(2 * 320, 3 * 320);
            assertThat(ImageIO.read(
                            new ByteArrayInputStream(picture.gradCam("dark").png(64))))
                    .satisfies(small -> assertThat(small.getWidth()).isEqualTo(64));

            assertThat(picture.writeFeatureMaps(folder.resolve("maps"), 6))
                    .extracting(file -> file.getFileName().toString())
                    .containsExactly("00-all-rows.png", "01-stem.png", "02-stage1.png", "03-head.png");
            assertThat(read("maps/02-stage1.png").getWidth()).isGreaterThan(6 * 96);
            assertThat(explainer.writeFilters(folder.resolve("filters.png"))).isTrue();
            assertThat(read("filters.png").getHeight()).isGreaterThan(63);
        }
    }

    private BufferedImage read(String file) throws IOException {
        return ImageIO.read(folder.resolve(file).toFile());
    }

    @Test
    void theOverlayIsBrightestWhereTheMapIsStrongest() {
        try (Explainer explainer = Explainer.of(ofOneClass, Spots.CLASSES)) {
            BufferedImage overlay = explainer
                    .see(Spots.picture(1, new int[] {8, 24}, NONE))
                    .gradCam()
                    .overlay();
            assertThat(red(overlay, 80, 240)).isGreaterThan(200);
            assertThat(red(overlay, 240, 80)).isLessThan(100);
        }
    }

    private static int red(BufferedImage image, int y, int x) {
        return image.getRGB(x, y) >> 16 & 0xff;
    }

    @Test
    void aWrongWishIsToldWithWhatThereIs() {
        try (Explainer explainer = Explainer.of(ofOneClass, Spots.CLASSES)) {
            SeenPicture picture = explainer.see(Spots.picture(1, NONE, NONE));
            assertThatThrownBy(() -> picture.gradCam("cat"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Spot knows no class cat; there are bright, dark");
            assertThatThrownBy(() -> explainer.row("stage9"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Spot has no row stage9; did you mean stage1? rows with a map are stem, stage1, head");
            assertThatThrownBy(() -> explainer.row("pooled"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("gives (16), on which there are no places");
            assertThatThrownBy(() -> explainer.square(33))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("1 to 32 pixels");
            assertThatThrownBy(() -> explainer.shorterSide(31))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("at least 32");
            assertThatThrownBy(() -> explainer.thresholds(List.of(0.5)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("needs 0 thresholds");
        }
        assertThatThrownBy(() -> Explainer.of(ofOneClass, List.of("one")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name one class for each output");
    }

    @Test
    void whatIsClosedExplainsNothing() {
        SeenPicture picture;
        try (Explainer explainer = Explainer.of(ofOneClass, Spots.CLASSES)) {
            picture = explainer.see(Spots.picture(1, NONE, NONE));
        }
        assertThatThrownBy(picture::gradCam)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(picture::occlusion)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void whileAnotherGradientIsTakenOnlyOcclusionWorks() {
        try (Explainer explainer = Explainer.of(ofOneClass, Spots.CLASSES)) {
            SeenPicture picture = explainer.see(Spots.picture(1, new int[] {8, 8}, NONE));
            try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
                assertThat(collector).isNotNull();
                assertThatThrownBy(picture::gradCam)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("one gradient at a time");
            }
            assertThat(picture.occlusion().strongest()).isPositive();
            assertThat(picture.gradCam().strongest()).isPositive();
        }
    }

    @Test
    void theWeightsStayAsTheyAreAndNothingIsLeftOpen() throws IOException {
        List<float[]> before = values();
        int arrays = manager.getManagedArrays().size();
        try (Explainer explainer = Explainer.of(ofOneClass, Spots.CLASSES)) {
            SeenPicture picture = explainer.see(Spots.picture(1, new int[] {8, 8}, NONE));
            picture.gradCam();
            picture.occlusion();
            explainer.neighbours(List.of(picture), new Spots(10, 1, 1, false), 2);
            picture.writeFeatureMaps(folder, 4);
        }
        assertThat(manager.getManagedArrays()).hasSize(arrays);
        assertThat(values()).usingRecursiveFieldByFieldElementComparator().isEqualTo(before);
    }

    private static List<float[]> values() {
        return ofOneClass.getParameters().values().stream()
                .map(Parameter::getArray)
                .map(NDArray::toFloatArray)
                .toList();
    }

    @Test
    void scalingIsBilinearBetweenTheMiddlesOfPixels() {
        assertThat(Bilinear.scale(new float[] {0, 4, 8, 12}, 2, 2, 4, 4))
                .containsExactly(0, 1, 3, 4, 2, 3, 5, 6, 6, 7, 9, 10, 8, 9, 11, 12);
        assertThat(Bilinear.scale(new float[] {5}, 1, 1, 2, 3)).containsOnly(5);
    }

    @Test
    void inTheColoursEqualStepsLookEqual() {
        for (ColourMap map : ColourMap.values()) {
            double[] lightness = IntStream.rangeClosed(0, 10)
                    .mapToDouble(i -> lightness(map.rgb(i / 10.0)))
                    .toArray();
            double mean = (lightness[10] - lightness[0]) / 10;
            for (int i = 0; i < 10; i++) {
                assertThat(lightness[i + 1] - lightness[i])
                        .as("%s, step %d of %s", map, i, Arrays.toString(lightness))
                        .isBetween(0.6 * mean, 1.4 * mean);
            }
            assertThat(map.rgb(-1)).isEqualTo(map.rgb(0));
            assertThat(map.rgb(2)).isEqualTo(map.rgb(1));
        }
    }

    /** CIE L*. */
    private static double lightness(int rgb) {
        double y = 0.2126 * linear(rgb >> 16 & 0xff) + 0.7152 * linear(rgb >> 8 & 0xff) + 0.0722 * linear(rgb & 0xff);
        return y > 0.008856 ? 116 * Math.cbrt(y) - 16 : 903.3 * y;
    }

    private static double linear(int value) {
        double v = value / 255.0;
        return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
    }
}
