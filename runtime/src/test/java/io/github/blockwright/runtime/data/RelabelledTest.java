package io.github.blockwright.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RelabelledTest {
    private static final List<String> NETWORK = List.of("dog", "cat", "\u00c4pfel");

    private static ImageDataset images(List<String> classes, int... labels) {
        byte[][] pixels = new byte[labels.length][];
        for (int i = 0; i < labels.length; i++) {
            pixels[i] = new byte[] {(byte) i};
        }
        return new ImageDataset(1, 1, 1, classes, pixels, labels);
    }

    @Test
    void anotherOrderOfTheSameClassesIsMapped() throws IOException {
        ImageSource mapped =
                images(List.of("cat", "dog", "\u00c4pfel"), 0, 1, 2, 0).relabelled(NETWORK);
        assertThat(mapped.classes()).isEqualTo(NETWORK);
        assertThat(mapped.size()).isEqualTo(4);
        assertThat(new int[] {mapped.label(0), mapped.label(1), mapped.label(2), mapped.label(3)})
                .containsExactly(1, 0, 2, 1);
        assertThat(mapped.labels(2)).containsExactly(2);
        assertThat(mapped.read(3).pixels()).containsExactly(3);
        assertThat(mapped.classCounts()).containsExactly(1, 2, 1);
    }

    @Test
    void theSameClassesStayAsTheyAre() {
        ImageDataset images = images(NETWORK, 0, 1);
        assertThat(images.relabelled(NETWORK)).isSameAs(images);
    }

    @Test
    void someOfTheClassesAreEnough() {
        ImageDataset images = images(List.of("cat"), 0, 0);
        assertThat(images.relabelled(NETWORK).label(1)).isEqualTo(1);
        assertThat(images.relabelled(NETWORK).classCounts()).containsExactly(0, 2, 0);
    }

    @Test
    void accentsMayBeWrittenInOnePieceOrTwo() {
        ImageDataset images = images(List.of("A\u0308pfel"), 0);
        assertThat(images.relabelled(NETWORK).label(0)).isEqualTo(2);
    }

    @Test
    void aClassThatTheNetworkDoesNotKnowIsNamed() {
        assertThatThrownBy(() -> images(List.of("cat", "wolf"), 0, 1).relabelled(NETWORK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "The model knows the classes dog, cat, \u00c4pfel, but the data has others too: wolf: give the"
                                + " data that it was trained for, or name its classes so");
    }
}
