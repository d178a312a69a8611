package io.github.blockwright.runtime.augmentation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every change with given numbers, against what torchvision 0.28 made of the same bytes. */
class TorchvisionChangesTest {
    private static final String RECORDED = "/augmentation/torchvision-changes.txt";

    static Stream<RecordedChange> recorded() throws IOException {
        try (InputStream file = TorchvisionChangesTest.class.getResourceAsStream(RECORDED)) {
            return new String(file.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .map(RecordedChange::parse);
        }
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void everyChangeGivesTorchvisionsBytes(RecordedChange change) {
        change.check();
    }
}
