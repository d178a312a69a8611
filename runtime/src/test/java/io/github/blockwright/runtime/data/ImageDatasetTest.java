package io.github.blockwright.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ImageDatasetTest {
    private static final List<String> CLASSES = List.of("a", "b", "c");

    /** Images of one grey pixel whose labels go round and round. */
    private static ImageDataset dataset(int size) {
        byte[][] pixels = new byte[size][];
        for (int i = 0; i < size; i++) {
            pixels[i] = new byte[] {(byte) i};
        }
        return new ImageDataset(
                1,
                1,
                1,
                CLASSES,
                pixels,
                IntStream.range(0, size).map(i -> i % 3).toArray());
    }

    @Test
    void subsetKeepsTheGivenOrder() {
        ImageDataset subset = dataset(6).subset(5, 0, 4);

        assertThat(subset.size()).isEqualTo(3);
        assertThat(IntStream.range(0, 3).map(subset::label)).containsExactly(2, 0, 1);
        assertThat(subset.pixels(0)).containsExactly(5);
        assertThat(subset.classes()).isEqualTo(CLASSES);
    }

    @Test
    void classesCanBeTakenOutAndLabelledAnew() {
        ImageDataset two = dataset(7).ofClasses(List.of("c", "a"));

        assertThat(two.classes()).containsExactly("c", "a");
        assertThat(values(two)).containsExactly(0, 2, 3, 5, 6);
        assertThat(IntStream.range(0, two.size()).map(two::label)).containsExactly(1, 0, 1, 0, 1);
        assertThatThrownBy(() -> dataset(7).ofClasses(List.of("a", "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no class x; there are [a, b, c]");
    }

    @Property(tries = 200)
    void splitTakesTheSamePartOfEveryClassAndLosesNothing(
            @ForAll @IntRange(min = 12, max = 200) int size,
            @ForAll @DoubleRange(min = 0.2, max = 0.8) double fraction,
            @ForAll long seed) {
        ImageDataset whole = dataset(size);

        ImageDataset.Parts parts = whole.split(fraction, seed);

        for (int c = 0; c < 3; c++) {
            int members = whole.classCounts()[c];
            assertThat(parts.first().classCounts()[c]).isEqualTo((int) Math.round(fraction * members));
            assertThat(parts.second().classCounts()[c])
                    .isEqualTo(members - parts.first().classCounts()[c]);
        }
        assertThat(IntStream.concat(values(parts.first()), values(parts.second()))
                        .sorted())
                .containsExactlyElementsOf(IntStream.range(0, size).boxed().toList());
    }

    private static IntStream values(ImageDataset data) {
        return IntStream.range(0, data.size()).map(i -> data.pixels(i)[0] & 0xff);
    }

    @Test
    void splitDependsOnTheSeedAlone() {
        ImageDataset whole = dataset(90);

        assertThat(values(whole.split(0.5, 1).first()))
                .containsExactlyElementsOf(
                        values(whole.split(0.5, 1).first()).boxed().toList());
        assertThat(values(whole.split(0.5, 1).first()).boxed().toList())
                .isNotEqualTo(values(whole.split(0.5, 2).first()).boxed().toList());
    }

    @Test
    void splitThatLeavesAPartEmptyIsRefused() {
        assertThatThrownBy(() -> dataset(3).split(0.1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("leaves one part empty");
        assertThatThrownBy(() -> dataset(3).split(1, 0)).hasMessage("fraction must be above 0 and below 1, not 1.0");
    }

    @Test
    void whatDoesNotFitTogetherIsRefused() {
        assertThatThrownBy(() -> new ImageDataset(2, 2, 3, CLASSES, new byte[][] {new byte[11]}, new int[1]))
                .hasMessage("Image 0 has 11 bytes; 2 × 2 × 3 are 12");
        assertThatThrownBy(() -> new ImageDataset(1, 1, 1, CLASSES, new byte[][] {new byte[1]}, new int[] {3}))
                .hasMessage("Image 0 has the label 3, but there are 3 classes");
        assertThatThrownBy(() -> new ImageDataset(1, 1, 1, CLASSES, new byte[2][1], new int[1]))
                .hasMessage("2 images have 1 labels");
        assertThatThrownBy(() -> new ImageDataset(1, 1, 1, List.of("a", "a"), new byte[0][], new int[0]))
                .hasMessage("There must be classes, each of another name, not [a, a]");
    }
}
