package io.github.blockwright.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadPicturesTest {
    @TempDir
    private Path folder;

    private static IOException refused(BadPictures bad, int number) {
        return bad.refused("a/" + number, new IOException("photos/a/" + number + ": the file is empty"));
    }

    /** How many may be bad. */
    private static int tolerated(int all) {
        BadPictures bad = new BadPictures(OnBadPicture.SKIP, all);
        int count = 0;
        while (refused(bad, count) instanceof SkippedPictureException) {
            count++;
        }
        return count;
    }

    @Test
    void tenAreToleratedOrFewerThanOneInAHundredIfThatIsMore() {
        assertThat(tolerated(20)).isEqualTo(10);
        assertThat(tolerated(1_000)).isEqualTo(10);
        assertThat(tolerated(1_100)).isEqualTo(10);
        assertThat(tolerated(1_101)).isEqualTo(11);
        assertThat(tolerated(200_000)).isEqualTo(1_999);
    }

    @Test
    void oneThatIsMetAgainCountsOnceAndIsNotReadAgain() {
        BadPictures bad = new BadPictures(OnBadPicture.SKIP, 100);
        for (int i = 0; i < 50; i++) {
            assertThat(refused(bad, 3)).isInstanceOf(SkippedPictureException.class);
        }
        assertThat(bad.count()).isOne();
        assertThatThrownBy(() -> bad.requireUnknown("a/3"))
                .isInstanceOf(SkippedPictureException.class)
                .hasMessage("photos/a/3: the file is empty");
    }

    @Test
    void tooManyAreNamedInTheirOrder() {
        BadPictures bad = new BadPictures(OnBadPicture.SKIP, 30);
        IOException last = null;
        for (int i = 20; i > 9; i--) {
            last = refused(bad, i);
        }
        assertThat(last)
                .hasMessageStartingWith("11 of 30 pictures cannot be read, and at most 10 may be left out:\n"
                        + "photos/a/10: the file is empty\nphotos/a/11: ")
                .hasMessageEndingWith("\n...");
    }

    @Test
    void theListIsWrittenAndThatOfAnEarlierRunRemoved() throws IOException {
        Path file = folder.resolve("bad-pictures.txt");
        BadPictures bad = new BadPictures(OnBadPicture.SKIP, 30);
        bad.refused("b/2", new IOException("it is\ncut off"));
        refused(bad, 1);
        bad.write(file);
        assertThat(Files.readAllLines(file)).containsExactly("a/1\tphotos/a/1: the file is empty", "b/2\tit is cut off");
        assertThat(bad.summary(Optional.of(file)))
                .hasValue("2 pictures of 30 could not be read and were left out: " + file);
        new BadPictures(OnBadPicture.SKIP, 30).write(file);
        assertThat(file).doesNotExist();
    }
}
