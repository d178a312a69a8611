package io.github.blockwright.processor.spec.names;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How components become constants. */
class RowConstantsTest {
    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource({
        "stem, STEM",
        "stage3, STAGE3",
        "lastConv, LAST_CONV",
        "last_conv, LAST_CONV",
        "conv1x1, CONV1X1",
        "stage3Pooled, STAGE3_POOLED",
        "fromRGBImage, FROM_RGB_IMAGE",
        "$x, $X",
        "straße, STRASSE"
    })
    void wordsAreSeparatedByUnderscores(String component, String constant) {
        assertThat(RowConstants.of(component)).isEqualTo(constant);
    }
}
