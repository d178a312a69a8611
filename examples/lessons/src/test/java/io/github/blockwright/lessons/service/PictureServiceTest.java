package io.github.blockwright.lessons.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.blockwright.networks.ShapesNetBlock;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.data.Shapes;
import io.github.blockwright.runtime.serve.Classifier;
import io.github.blockwright.runtime.serve.Serving;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureServiceTest {
    private static final ImageDataset SHAPES = Shapes.generate(20, 1);
    private static final int SECONDS = 3;
    private static final String HEAD = "POST /classify HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer secret\r\n";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static NDManager manager;
    private static ShapesNetBlock block;
    private static PictureService service;

    @BeforeAll
    static void start() throws IOException {
        manager = NDManager.newBaseManager();
        block = new ShapesNetBlock();
        block.initialize(manager);
        PictureService.Settings settings = PictureService.Settings.local(0).withToken("secret");
        service = new PictureService(
                classifier(), settings.withBodies(50_000, 1_000_000).withSeconds(SECONDS));
    }

    @AfterAll
    static void stop() {
        service.close();
        manager.close();
    }

    private static Classifier classifier() {
        return Serving.of(block).classifier(SHAPES.classes());
    }

    private static byte[] picture(int i) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        ImageIO.write(SHAPES.picture(i), "png", content);
        return content.toByteArray();
    }

    private static HttpRequest.Builder request(String path, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    @Test
    void manyAtOnceGetTheAnswersOfEachAlone() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < SHAPES.size(); i++) {
            answers.add(CLIENT.sendAsync(
                    request("/classify", "secret")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(picture(i)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString()));
        }
        try (Classifier alone = classifier()) {
            for (int i = 0; i < SHAPES.size(); i++) {
                HttpResponse<String> answer = answers.get(i).join();
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                JsonObject best = JsonParser.parseString(answer.body())
                        .getAsJsonObject()
                        .getAsJsonArray("classes")
                        .get(0)
                        .getAsJsonObject();
                assertThat(best.get("class").getAsString())
                        .isEqualTo(alone.classify(picture(i)).best().getClassName());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/classify, '', POST, 10, 401, send the token",
        "/classify, wrong, POST, 10, 401, send the token",
        "/classify/it, secret, POST, 10, 404, there is /classify alone",
        "/classify/../../run.json, secret, POST, 10, 404, there is /classify alone",
        "/..%2frun.json, secret, GET, 0, 404, there is /classify alone",
        "/run.json, '', GET, 0, 401, send the token",
        "/classify, secret, PUT, 10, 405, with POST",
        "/classify, secret, POST, 50001, 413, a picture may have 50000 bytes",
        "/classify, secret, POST, 10, 400, it is no picture of a known kind",
        "/classify, secret, POST, 0, 400, The picture",
    })
    void whatIsWrongIsSaid(String path, String token, String method, int length, int status, String message)
            throws Exception {
        HttpRequest request = request(path, token)
                .method(method, HttpRequest.BodyPublishers.ofByteArray(new byte[length]))
                .build();
        HttpResponse<String> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.body()).contains("\"error\":\"", message);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Allow").isPresent()).isEqualTo(status == 405);
        assertHeaders(answer);
    }

    private static void assertHeaders(HttpResponse<String> answer) {
        Map<String, String> headers = new HashMap<>();
        answer.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
        assertThat(headers)
                .containsEntry("content-type", "application/json")
                .containsEntry("content-security-policy", "default-src 'none'; frame-ancestors 'none'")
                .containsEntry("x-content-type-options", "nosniff")
                .containsEntry("x-frame-options", "DENY")
                .containsEntry("referrer-policy", "no-referrer")
                .containsEntry("cross-origin-opener-policy", "same-origin")
                .containsEntry("cross-origin-resource-policy", "same-origin")
                .containsEntry("cache-control", "no-store")
                .doesNotContainKeys("server", "set-cookie", "access-control-allow-origin");
    }

    private static Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port());
        socket.setSoTimeout(30_000);
        return socket;
    }

    /** Sends bytes as they are and reads the first line of what comes back. */
    private static String raw(String request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))
                    .readLine();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "127.0.0.1.evil.example", "evil.example:80", ""})
    void aPageOfAnotherNameThatLeadsHereIsRefused(String host) throws IOException {
        String asks = "POST /classify HTTP/1.1\r\nAuthorization: Bearer secret\r\nContent-Length: 0\r\nHost: ";
        assertThat(raw(asks + host + "\r\n\r\n")).startsWith("HTTP/1.1 403");
        assertThat(raw(asks + "localhost:80\r\n\r\n")).startsWith("HTTP/1.1 400");
    }

    @Test
    void aPictureThatDoesNotSayHowLongItIsIsRefused() throws IOException {
        assertThat(raw(HEAD + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n")).startsWith("HTTP/1.1 400");
    }

    /** What is announced is refused before a byte of it is read. */
    @Test
    void aLargeBodyIsRefusedByItsLengthAlone() throws IOException {
        assertThat(raw(HEAD + "Content-Length: 9000000000\r\n\r\n")).startsWith("HTTP/1.1 413");
    }

    @Test
    void whoIsSlowIsCutOffAndKeepsNobodyWaiting() throws Exception {
        try (Socket slow = connect();
                Socket sending = connect()) {
            slow.getOutputStream().write("POST /clas".getBytes(StandardCharsets.ISO_8859_1));
            sending.getOutputStream()
                    .write((HEAD + "Content-Length: 1000\r\n\r\nabc").getBytes(StandardCharsets.ISO_8859_1));
            long start = System.nanoTime();
            assertThat(raw("GET /classify HTTP/1.1\r\nHost: localhost\r\n\r\n")).startsWith("HTTP/1.1 401");
            assertThat(isClosed(slow)).as("in the middle of its head").isTrue();
            assertThat(isClosed(sending)).as("in the middle of its picture").isTrue();
            assertThat((System.nanoTime() - start) / 1e9).isLessThan(SECONDS + 15);
        }
    }

    private static boolean isClosed(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() == -1;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException e) {
            // Reset.
            return true;
        }
    }

    /** Many threads read pictures, and all pictures together take no more than was said. */
    @Test
    void whatIsReadAtTheSameTimeIsBounded() throws Exception {
        PictureService.Settings settings = PictureService.Settings.local(0).withToken("secret");
        try (PictureService small = new PictureService(classifier(), settings.withBodies(1000, 1500));
                Socket first = new Socket(InetAddress.getLoopbackAddress(), small.port())) {
            first.getOutputStream()
                    .write((HEAD + "Content-Length: 1000\r\n\r\nabc").getBytes(StandardCharsets.ISO_8859_1));
            HttpRequest second = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + small.port() + "/classify"))
                    .header("Authorization", "Bearer secret")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[900]))
                    .build();
            HttpResponse<String> answer = CLIENT.send(second, HttpResponse.BodyHandlers.ofString());
            for (int i = 0; i < 100 && answer.statusCode() != 503; i++) {
                // The first may not have begun.
                Thread.sleep(20);
                answer = CLIENT.send(second, HttpResponse.BodyHandlers.ofString());
            }
            assertThat(answer.body()).contains("too many pictures are being sent");
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
            first.shutdownOutput();
            for (int i = 0; i < 500 && answer.statusCode() == 503; i++) {
                Thread.sleep(20);
                answer = CLIENT.send(second, HttpResponse.BodyHandlers.ofString());
            }
            assertThat(answer.statusCode()).as("there is room again").isEqualTo(400);
        }
    }

    @Test
    void anEmptyTokenIsNone() {
        PictureService.Settings settings = PictureService.Settings.local(0);
        assertThatThrownBy(() -> settings.withToken(" "))
                .hasMessage("The token is empty: unset BLOCKWRIGHT_TOKEN, or give one");
    }

    @Test
    void eachStartHasATokenOfItsOwn() {
        String token = PictureService.Settings.local(0).token();
        assertThat(token).matches("[A-Za-z0-9_-]{24}");
        assertThat(PictureService.Settings.local(0).token()).isNotEqualTo(token);
    }

    @Test
    void itListensOnThisMachineAlone() {
        assertThat(PictureService.Settings.local(0).address().getAddress().isLoopbackAddress())
                .isTrue();
    }
}
