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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureServiceTest {
    private static final ImageDataset SHAPES = Shapes.generate(20, 1);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static NDManager manager;
    private static ShapesNetBlock block;
    private static PictureService service;

    @BeforeAll
    static void start() throws IOException {
        manager = NDManager.newBaseManager();
        block = new ShapesNetBlock();
        block.initialize(manager);
        PictureService.Settings settings = PictureService.Settings.local(0).withToken(Optional.of("secret"));
        service = new PictureService(classifier(), settings.withLargestBody(50_000));
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
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    @Test
    void anEmptyTokenIsNone() {
        PictureService.Settings settings = PictureService.Settings.local(0);
        assertThatThrownBy(() -> settings.withToken(Optional.of(" ")))
                .hasMessage("The token is empty: unset BLOCKWRIGHT_TOKEN, or give one");
    }

    @Test
    void itListensOnThisMachineAlone() {
        assertThat(PictureService.Settings.local(0).address().getAddress().isLoopbackAddress())
                .isTrue();
    }
}
