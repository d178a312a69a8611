package io.github.blockwright.lessons.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("long")
class FewPicturesTest {
    @Test
    void twentyPicturesAreEnoughWithABackboneOnly() throws Exception {
        double onBackbone = FewPictures.accuracy(20, true);
        assertThat(onBackbone).isGreaterThan(0.7);
        assertThat(FewPictures.accuracy(20, false)).isLessThan(onBackbone);
    }
}
