package io.github.blockwright.runtime.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blockwright.runtime.files.FileServer.Manner;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {
    private static final byte[] CONTENT = new byte[300_000];

    static {
        new Random(1).nextBytes(CONTENT);
    }

    @TempDir
    Path folder;

    private Path target;
    private Path part;

    @BeforeEach
    void names() {
        target = folder.resolve("data").resolve("file.bin");
        part = folder.resolve("data").resolve("file.bin.part");
    }

    private Download download(URI uri) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(CONTENT);
        return new Download(uri, target, "SHA-256", HexFormat.of().formatHex(hash));
    }

    private void leavePart(byte[] content) throws IOException {
        Files.createDirectories(part.getParent());
        Files.write(part, content);
    }

    @Test
    void fetchesTheWholeFileAndLeavesNoPart() throws Exception {
        try (FileServer server = new FileServer(CONTENT, Manner.RANGES)) {
            assertThat(download(server.uri("/file")).fetch()).isEqualTo(target).hasBinaryContent(CONTENT);
            assertThat(part).doesNotExist();
        }
    }

    @Test
    void continuesBehindThePartThatIsThere() throws Exception {
        leavePart(Arrays.copyOf(CONTENT, 100_000));
        try (FileServer server = new FileServer(CONTENT, Manner.RANGES)) {
            assertThat(download(server.uri("/file")).fetch()).hasBinaryContent(CONTENT);
            assertThat(server.requests()).containsExactly("bytes=100000-");
        }
    }

    @Test
    void startsOverWhereTheServerKnowsNoRanges() throws Exception {
        leavePart(new byte[100_000]);
        try (FileServer server = new FileServer(CONTENT, Manner.IGNORES_RANGES)) {
            assertThat(download(server.uri("/file")).fetch()).hasBinaryContent(CONTENT);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void startsOverIfThePartIsLongerThanTheFile() throws Exception {
        leavePart(new byte[CONTENT.length + 1]);
        try (FileServer server = new FileServer(CONTENT, Manner.RANGES)) {
            assertThat(download(server.uri("/file")).fetch()).hasBinaryContent(CONTENT);
            assertThat(server.requests()).containsExactly("bytes=300001-", "whole");
        }
    }

    @Test
    void aBrokenTransferIsContinuedByTheNextRun() throws Exception {
        try (FileServer server = new FileServer(CONTENT, Manner.BREAKS_OFF_HALF_WAY)) {
            URI uri = server.uri("/file");
            assertThatThrownBy(() -> download(uri).fetch())
                    .isInstanceOf(IOException.class)
                    .hasMessageMatching("(?s).*stopped after \\d+ of 300000 bytes.*")
                    .hasMessageEndingWith("download again to continue from there");
            assertThat(target).doesNotExist();
        }
        // How much of the half had arrived when the connection broke is the network's business.
        long arrived = Files.size(part);
        assertThat(arrived).isBetween(1L, 150_000L);
        try (FileServer server = new FileServer(CONTENT, Manner.RANGES)) {
            assertThat(download(server.uri("/file")).fetch()).hasBinaryContent(CONTENT);
            assertThat(server.requests()).containsExactly("bytes=" + arrived + "-");
        }
    }

    @Test
    void aWrongHashThrowsTheFileAway() throws Exception {
        try (FileServer server = new FileServer(new byte[10], Manner.RANGES)) {
            assertThatThrownBy(() -> download(server.uri("/file")).fetch())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("it was thrown away");
            assertThat(target).doesNotExist();
            assertThat(part).doesNotExist();
        }
    }

    @Test
    void aRefusalNamesTheAddressAndTheWayOut() throws Exception {
        try (FileServer server = new FileServer(CONTENT, Manner.RANGES)) {
            URI missing = server.uri("/nothing");
            assertThatThrownBy(() -> download(missing).fetch())
                    .isInstanceOf(IOException.class)
                    .hasMessage("The server answered 404 for " + missing
                            + ": check the address, or fetch the file by other means and put it at " + target);
        }
    }

    @Test
    void noServerIsAnErrorThatNamesTheAddress() throws Exception {
        URI gone;
        try (FileServer server = new FileServer(CONTENT, Manner.RANGES)) {
            gone = server.uri("/file");
        }
        assertThatThrownBy(() -> download(gone).fetch())
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("No answer from " + gone);
    }

    @Test
    void aTargetThatIsThereIsNotFetchedAgain() throws Exception {
        Files.createDirectories(target.getParent());
        Files.write(target, CONTENT);
        try (FileServer server = new FileServer(CONTENT, Manner.RANGES)) {
            download(server.uri("/file")).fetch();
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void aTargetWithAnotherContentIsLeftAlone() throws Exception {
        Files.createDirectories(target.getParent());
        Files.writeString(target, "mine");
        assertThatThrownBy(() -> download(URI.create("http://localhost/file")).fetch())
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(target + " exists, but its SHA-256 is ")
                .hasMessageEndingWith("move it away or delete it, then download again");
        assertThat(target).hasContent("mine");
    }

    @Test
    void whoeverComesSecondWaitsAndTakesWhatTheFirstHasFetched() throws Exception {
        leavePart(Arrays.copyOf(CONTENT, 100_000));
        ExecutorService second = Executors.newSingleThreadExecutor();
        try (FileServer server = new FileServer(CONTENT, Manner.RANGES)) {
            Download download = download(server.uri("/file"));
            List<Future<Path>> waiting = new ArrayList<>();
            Turn.at(folder.resolve("data").resolve("file.bin.lock"), () -> {
                waiting.add(second.submit(download::fetch));
                assertThatThrownBy(() -> waiting.get(0).get(300, TimeUnit.MILLISECONDS))
                        .isInstanceOf(TimeoutException.class);
                assertThat(part).hasSize(100_000);
                Files.move(part, folder.resolve("elsewhere"));
                Files.write(target, CONTENT);
            });
            assertThat(waiting.get(0).get()).hasBinaryContent(CONTENT);
            assertThat(server.requests()).isEmpty();
        } finally {
            second.shutdownNow();
        }
        assertThat(target.getParent()).isDirectoryContaining(target::equals).isDirectoryNotContaining("glob:**.lock");
    }

    @Test
    @Timeout(60)
    void anInterruptEndsItAndTheNextContinues() throws Exception {
        CountDownLatch half = new CountDownLatch(1);
        ExecutorService first = Executors.newSingleThreadExecutor();
        try (FileServer server = new FileServer(CONTENT, Manner.WAITS_HALF_WAY)) {
            URI uri = server.uri("/file");
            Thread[] thread = new Thread[1];
            Future<Path> fetching = first.submit(() -> {
                thread[0] = Thread.currentThread();
                half.countDown();
                return download(uri).fetch();
            });
            half.await();
            while (!Files.exists(part) || Files.size(part) < CONTENT.length / 2) {
                Thread.sleep(5);
            }
            thread[0].interrupt();
            assertThatThrownBy(fetching::get)
                    .cause()
                    .isInstanceOf(InterruptedIOException.class)
                    .hasMessage("The download of " + uri + " was interrupted: download again to continue from there");
        } finally {
            first.shutdownNow();
        }
        assertThat(target.getParent()).isDirectoryNotContaining(path -> !path.equals(part));
        try (FileServer server = new FileServer(CONTENT, Manner.RANGES)) {
            assertThat(download(server.uri("/file")).fetch()).hasBinaryContent(CONTENT);
            assertThat(server.requests()).hasSize(1).doesNotContain("whole");
        }
    }
}
