package io.github.blockwright.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;

import org.junit.jupiter.api.Test;

/** Images of more channels than a method of Java could list. */
class ManyChannelsTest {
    @Test
    void aValueForEachOfManyChannelsIsWrittenOnce() {
        assertThat(Compiling.compile(Sources.source("Bands", """
                        import ai.djl.ndarray.NDArray;
                        import io.github.blockwright.dsl.*;

                        @Network(input = @Input(height = 8, width = 8, channels = 65_536))
                        record Bands(
                                @Conv(filters = 8) NDArray stem,
                                @GlobalAveragePool NDArray pooled,
                                @Dense(units = 2) NDArray logits) {}
                        """))).succeeded();
    }
}
