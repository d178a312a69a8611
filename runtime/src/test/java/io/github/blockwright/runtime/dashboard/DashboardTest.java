package io.github.blockwright.runtime.dashboard;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.blockwright.runtime.blocks.InputSpec;
import io.github.blockwright.runtime.recipe.Recipe;
import io.github.blockwright.runtime.report.ProgressListener;
import io.github.blockwright.runtime.weights.RunDescription;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardTest {
    private static final String LOG = "epoch,loss,accuracy,val_loss,val_accuracy,learning_rate,seconds,ms_per_step,"
            + "wait_ms_per_step,objective,val_map\n";

    @TempDir
    private Path folder;

    private Path mine;
    private Path later;
    private Dashboard dashboard;
    private String root;

    @BeforeEach
    void open() throws IOException {
        mine = folder.resolve("mine");
        later = folder.resolve("later");
        Files.createDirectories(mine);
        InputSpec input = new InputSpec(8, 8, 3, 1, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));
        new RunDescription(
                        RunDescription.CLASSIFICATION,
                        "TinyBlock",
                        "Tiny",
                        "tiny-3",
                        List.of("red", "</script><b>green"),
                        input,
                        "last-0000.params",
                        "colours",
                        Recipe.builder().epochs(30).build().toJson())
                .write(mine);
        Files.writeString(
                mine.resolve("log.csv"),
                LOG + "1,2.0,0.30,2.1,0.35,0.1,60,20,1,2.0,NaN\n2,1.5,0.50,1.6,0.55,0.1,60,20,1,1.5,NaN\n");
        Files.writeString(folder.resolve("secret.csv"), "not for you");
        dashboard = Dashboard.open(List.of(mine, later), 0, Duration.ofMillis(300));
        root = dashboard.address().getPath();
    }

    @AfterEach
    void close() {
        dashboard.close();
    }

    /** Sends bytes as they are and reads until the other side has nothing more, or closes. */
    private String raw(String request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    private Socket connect() throws IOException {
        Socket socket =
                new Socket(dashboard.address().getHost(), dashboard.address().getPort());
        socket.setSoTimeout(5000);
        return socket;
    }

    /** The old version of the protocol closes after an answer. */
    private String ask(String method, String path) throws IOException {
        return raw(method + " " + path + " HTTP/1.0\r\nHost: 127.0.0.1:"
                + dashboard.address().getPort() + "\r\n\r\n");
    }

    private JsonObject run(int index) throws IOException {
        String answer = ask("GET", root + "data");
        String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        return JsonParser.parseString(body)
                .getAsJsonObject()
                .getAsJsonArray("runs")
                .get(index)
                .getAsJsonObject();
    }

    @Test
    void itListensOnTheLoopbackAddressAloneWithATokenOfItsOwn() throws IOException {
        URI address = dashboard.address();
        assertThat(InetAddress.getByName(address.getHost()).isLoopbackAddress()).isTrue();
        assertThat(address.getPath()).matches("/[A-Za-z0-9_-]{24}/");
        try (Dashboard other = Dashboard.open(List.of(mine))) {
            assertThat(other.address().getPath()).isNotEqualTo(address.getPath());
        }
    }

    @Test
    void thePageAndItsDataAreThere() throws IOException {
        String page = ask("GET", root);
        assertThat(page)
                .startsWith("HTTP/1.0 200 OK\r\n")
                .contains("Content-Type: text/html; charset=utf-8\r\n", "<h1>2 runs</h1>")
                .doesNotContain("</script><b>");
        JsonObject first = run(0);
        assertThat(first.get("name").getAsString()).isEqualTo("mine");
        assertThat(first.get("epoch").getAsString()).isEqualTo("2 of 30");
        assertThat(first.get("loss").getAsString()).isEqualTo("1.5000");
        assertThat(first.get("reached").getAsString()).isEqualTo("55.0\u00c2\u00a0%");
        assertThat(first.get("left").getAsString()).isEqualTo("about 28 min 00 s");
        assertThat(run(1).get("state").getAsString()).isEqualTo("not begun");
        assertThat(ask("GET", root + "data")).contains("Content-Type: application/json; charset=utf-8\r\n");
    }

    @Test
    void itFollowsATrainingInThisProcessStepByStepAndAnyOtherByItsFiles() throws IOException {
        ProgressListener listener = dashboard.listener(mine);
        listener.epochStarted(3, 30, 200);
        assertThat(run(0).get("epoch").getAsString()).isEqualTo("3 of 30");
        listener.stepDone(50, 1.25, 0.6);
        assertThat(run(0).get("epoch").getAsString()).isEqualTo("3 of 30, step 50 of 200");
        assertThat(run(0).get("loss").getAsString()).isEqualTo("1.2500");
        listener.stopped();
        assertThat(run(0).get("epoch").getAsString()).isEqualTo("2 of 30");

        Files.writeString(
                mine.resolve("log.csv"),
                Files.readString(mine.resolve("log.csv")) + "3,1.0,0.7,1.1,0.75,0.1,60,20,1,1.0,NaN\n");
        assertThat(run(0).get("epoch").getAsString()).isEqualTo("3 of 30");
        assertThat(run(0).get("best").getAsString()).startsWith("75.0");
    }

    @Test
    void aReportIsMadeOfWhatThereIsAndOfARunThatHasNotBegunThereIsNone() throws IOException {
        assertThat(ask("GET", root + "report/0")).startsWith("HTTP/1.0 200").contains("<h1>Tiny ", " mine</h1>");
        assertThat(mine.resolve("report.html")).as("only read").doesNotExist();
        assertThat(ask("GET", root + "report/1")).startsWith("HTTP/1.0 404");
        assertThat(ask("GET", root + "report/2")).startsWith("HTTP/1.0 404");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "data", "report/0", "nothing"})
    void everyAnswerHasTheHeadersThatABrowserNeeds(String path) throws IOException {
        String answer = ask("GET", root + path);
        String head = answer.substring(0, answer.indexOf("\r\n\r\n"));
        assertThat(head)
                .contains(
                        "Content-Security-Policy: default-src 'none'",
                        "frame-ancestors 'none'",
                        "X-Content-Type-Options: nosniff",
                        "X-Frame-Options: DENY",
                        "Referrer-Policy: no-referrer",
                        "Cross-Origin-Opener-Policy: same-origin",
                        "Cross-Origin-Resource-Policy: same-origin",
                        "Cache-Control: no-store")
                .doesNotContain("unsafe-", "Access-Control-Allow", "Set-Cookie", "Server:");
        assertThat(head.contains("connect-src 'self'")).isEqualTo(path.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/data",
                "//",
                "/AAAAAAAAAAAAAAAAAAAAAAAA/",
                "TOKEN",
                "*",
                "http://127.0.0.1/TOKEN/",
                "/TOKEN/../secret.csv",
                "/TOKEN/..%2fsecret.csv",
                "/TOKEN/log.csv",
                "/TOKEN/report/../data",
                "/TOKEN/report/-1",
                "/TOKEN/report/99999999999",
                "/TOKEN/report/0/../../secret.csv",
                "/TOKEN/data?x=1",
                "/TOKEN/%64ata"
            })
    void anythingElseIsNotThere(String path) throws IOException {
        String token = root.substring(1, root.length() - 1);
        assertThat(ask("GET", path.replace("TOKEN", token)))
                .startsWith("HTTP/1.0 404 Not Found")
                .endsWith("There is nothing here: take the address that the command printed.\n")
                .doesNotContain("secret.csv", "not for you");
    }

    @Test
    void itIsOnlyToBeLookedAt() throws IOException {
        for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS", "TRACE")) {
            assertThat(ask(method, root)).startsWith("HTTP/1.0 405").contains("Allow: GET, HEAD\r\n");
        }
        String head = ask("HEAD", root);
        assertThat(head).startsWith("HTTP/1.0 200").endsWith("\r\n\r\n");
        assertThat(head).containsPattern("Content-Length: [1-9]\\d{4,}\r\n");
    }

    @Test
    void aPageOfAnotherNameThatLeadsHereIsRefused() throws IOException {
        for (String host : List.of("evil.example", "127.0.0.1.evil.example", "evil.example:80")) {
            assertThat(raw("GET " + root + " HTTP/1.0\r\nHost: " + host + "\r\n\r\n"))
                    .startsWith("HTTP/1.0 403");
        }
        assertThat(raw("GET " + root + " HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.0 403");
        assertThat(raw("GET " + root + " HTTP/1.0\r\nHost: localhost:80\r\n\r\n"))
                .startsWith("HTTP/1.0 200");
    }

    @Test
    void whoIsSlowIsCutOffAndKeepsNobodyWaiting() throws IOException {
        try (Socket slow = connect()) {
            slow.getOutputStream().write("GET / HT".getBytes(ISO_8859_1));
            assertThat(ask("GET", root)).startsWith("HTTP/1.0 200");
            assertThat(slow.getInputStream().read()).as("end of the connection").isEqualTo(-1);
        }
    }

    @Test
    void aRequestThatIsTooLargeIsCutOff() throws IOException {
        try (Socket large = connect()) {
            OutputStream out = large.getOutputStream();
            byte[] header = ("GET / HTTP/1.1\r\nX: " + "x".repeat(8000) + "\r\n").getBytes(ISO_8859_1);
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 1000; i++) {
                            out.write(header);
                        }
                        // Closed, or reset by what was still on its way.
                        InputStream in = large.getInputStream();
                        if (in.read() == -1) {
                            throw new IOException("closed");
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
        assertThat(ask("GET", root)).startsWith("HTTP/1.0 200");
    }

    @Test
    void closedItAnswersNobody() throws Exception {
        dashboard.close();
        // Its thread looks whether it is to stop a few times a second.
        for (int i = 0; i < 100; i++) {
            Thread.sleep(20);
            try {
                ask("GET", root);
            } catch (IOException e) {
                return;
            }
        }
        assertThat(dashboard.address()).as("still answers").isNull();
    }

    @Test
    void aPortThatIsTakenOrNoneIsToldWithWhatToDo() {
        int taken = dashboard.address().getPort();
        assertThatThrownBy(() -> Dashboard.open(List.of(mine), taken))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "Port " + taken + " is taken by another program: give another, or none for any that is free");
        assertThatThrownBy(() -> Dashboard.open(List.of(mine), 70_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A port is 1 to 65535, or 0 for any, not 70000");
        assertThatThrownBy(() -> Dashboard.open(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There must be at least one run to watch");
    }
}
