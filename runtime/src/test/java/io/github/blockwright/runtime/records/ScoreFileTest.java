package io.github.blockwright.runtime.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blockwright.runtime.records.Scores.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreFileTest {
    @TempDir
    private Path run;

    @Test
    void whatIsWrittenIsRead() throws IOException {
        Picture first = Picture.of(3, new int[] {1}, new float[] {-1, -3, -2}, 2);
        Picture second = Picture.of(4, new int[] {}, new float[] {-1, 2, 0}, 1);
        Scores scores = new Scores(true, List.of("sea", "sky", "sand"), List.of(first, second));
        byte[] png = Thumbnails.of(2, 1, new byte[] {0, 127});
        new ScoreFile(scores, List.of(0.5, 0.25, 0.75), Map.of(3, png), Map.of()).write(run);

        ScoreFile read = ScoreFile.read(run).orElseThrow();
        assertThat(read.scores().classes()).isEqualTo(scores.classes());
        assertThat(read.thresholds()).containsExactly(0.5, 0.25, 0.75);
        assertThat(read.thumbnails().get(3)).isEqualTo(png);
        Picture again = read.scores().pictures().get(0);
        assertThat(again.index()).isEqualTo(3);
        assertThat(again.labels()).containsExactly(1);
        // The two highest, and its own class.
        assertThat(again.ranked()).containsExactly(0, 2, 1);
        assertThat(again.scores()).containsExactly(-1, -2, -3);
        assertThat(read.scores().pictures().get(1).ranked()).containsExactly(1);
    }

    @Test
    void aRunWithoutOneHasNone() throws IOException {
        assertThat(ScoreFile.read(run)).isEmpty();
    }

    @Test
    void aDamagedOneIsNamed() throws IOException {
        Files.writeString(ScoreFile.in(run), "no zip");
        assertThatThrownBy(() -> ScoreFile.read(run))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("validation-scores.zip is damaged");
    }

    @Test
    void ofManyClassesAndPicturesTheHighestAreKept() {
        assertThat(Scores.kept(10, 50_000)).isEqualTo(10);
        assertThat(Scores.kept(1000, 4000)).isEqualTo(1000);
        assertThat(Scores.kept(1000, 50_000)).isEqualTo(83);
    }
}
