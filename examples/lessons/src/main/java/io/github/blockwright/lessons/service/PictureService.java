package io.github.blockwright.lessons.service;

import ai.djl.modality.Classifications;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.blockwright.runtime.data.Frame;
import io.github.blockwright.runtime.serve.Classifier;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Says over HTTP what is in a picture: {@code POST /classify} takes the bytes of a picture file and answers with what {@code
 * blockwright predict --json} prints. The server is the JDK's own.
 *
 * <pre>{@code
 * java -cp ... io.github.blockwright.lessons.service.PictureService runs/mine 8080
 * curl --data-binary @basket.jpg http://127.0.0.1:8080/classify
 * }</pre>
 */
public final class PictureService implements AutoCloseable {
    /** The environment variable with the token that callers must give, if there is one. */
    public static final String TOKEN = "BLOCKWRIGHT_TOKEN";

    private static final int BEST = 5;

    private final Classifier classifier;
    private final Settings settings;
    private final Batcher batcher;
    private final ExecutorService threads;
    private final HttpServer server;

    /**
     * What a service may be told.
     *
     * @param address to listen on
     * @param token that requests carry as {@code Authorization: Bearer TOKEN}; none if everybody may ask
     * @param largestBody in bytes, of a picture file
     * @param largestBatch number of pictures that go through the network at once; 1 for one at a time
     * @param waiting number of pictures that may wait for the pass after; whoever comes then is told to come again
     * @param threads that read pictures, each for a request
     */
    public record Settings(
            InetSocketAddress address,
            Optional<String> token,
            int largestBody,
            int largestBatch,
            int waiting,
            int threads) {
        /** An empty token would let in whoever sends an empty one. */
        public Settings {
            if (token.map(String::isBlank).orElse(false)) {
                throw new IllegalArgumentException("The token is empty: unset " + TOKEN + ", or give one");
            }
        }

        /** On this machine alone, without a token: pictures of up to 16 MiB, 16 at once and 32 waiting. */
        public static Settings local(int port) {
            InetSocketAddress here = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            return new Settings(here, Optional.empty(), 16 << 20, 16, 32, 64);
        }

        Settings withToken(Optional<String> other) {
            return new Settings(address, other, largestBody, largestBatch, waiting, threads);
        }

        Settings withLargestBody(int bytes) {
            return new Settings(address, token, bytes, largestBatch, waiting, threads);
        }

        Settings withLargestBatch(int pictures) {
            return new Settings(address, token, largestBody, pictures, waiting, threads);
        }
    }

    /** Serves the network of a run directory until the process ends; the port is 8080 unless it is said. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 1 || arguments.length > 2) {
            throw new IllegalArgumentException("Usage: PictureService RUN [PORT]");
        }
        int port = arguments.length == 2 ? Integer.parseInt(arguments[1]) : 8080;
        Settings settings = Settings.local(port).withToken(Optional.ofNullable(System.getenv(TOKEN)));
        PictureService service = new PictureService(Classifier.open(Path.of(arguments[0])), settings);
        Runtime.getRuntime().addShutdownHook(new Thread(service::close));
        System.out.println(service.classifier + "\nhttp://127.0.0.1:" + service.port() + "/classify");
    }

    /**
     * Starts to listen.
     *
     * @param classifier closed with the service
     * @throws IOException if the address is taken
     */
    public PictureService(Classifier classifier, Settings settings) throws IOException {
        this.classifier = classifier;
        this.settings = settings;
        configure();
        server = HttpServer.create(settings.address(), 0);
        batcher = new Batcher(classifier::classify, settings.largestBatch(), settings.waiting());
        threads = Executors.newFixedThreadPool(settings.threads());
        server.setExecutor(threads);
        server.createContext("/classify", this::serve);
        server.start();
    }

    /** What the JDK's server asks of the process, once, when it is first used. */
    private static void configure() {
        // Head and body of an answer are two packets: the second would wait 40 ms for the first to be acknowledged.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // In seconds: who sends or reads more slowly is cut off.
        System.setProperty("sun.net.httpserver.maxReqTime", "20");
        System.setProperty("sun.net.httpserver.maxRspTime", "20");
    }

    /** The port, where the address left it open. */
    public int port() {
        return server.getAddress().getPort();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonObject answer = new JsonObject();
            int status;
            try {
                status = answer(exchange, answer);
            } catch (IOException e) {
                status = refuse(answer, 400, e.getMessage());
            } catch (RuntimeException e) {
                status = refuse(answer, 500, e.getMessage());
            }
            byte[] body = answer.toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private int answer(HttpExchange exchange, JsonObject answer) throws IOException {
        if (!mayAsk(exchange)) {
            return refuse(answer, 401, "send the token as Authorization: Bearer TOKEN");
        }
        if (!exchange.getRequestURI().getPath().equals("/classify")) {
            return refuse(answer, 404, "there is /classify alone");
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            return refuse(answer, 405, "send the bytes of a picture with POST");
        }
        byte[] picture;
        try (InputStream body = exchange.getRequestBody()) {
            picture = body.readNBytes(settings.largestBody() + 1);
        }
        if (picture.length > settings.largestBody()) {
            return refuse(answer, 413, "a picture may have " + settings.largestBody() + " bytes");
        }
        Frame prepared = classifier.prepare(picture);
        Optional<Classifications> classes = batcher.classify(prepared);
        if (classes.isEmpty()) {
            exchange.getResponseHeaders().set("Retry-After", "1");
            return refuse(answer, 503, "too many pictures are waiting");
        }
        answer.add("classes", json(classes.get()));
        return 200;
    }

    private boolean mayAsk(HttpExchange exchange) {
        String given = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        return settings.token()
                .map(token -> MessageDigest.isEqual(bytes(given), bytes("Bearer " + token)))
                .orElse(true);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static JsonArray json(Classifications classes) {
        JsonArray best = new JsonArray();
        for (Classifications.Classification item : classes.<Classifications.Classification>topK(BEST)) {
            JsonObject json = new JsonObject();
            json.addProperty("class", item.getClassName());
            json.addProperty("probability", item.getProbability());
            best.add(json);
        }
        return best;
    }

    private static int refuse(JsonObject answer, int status, String reason) {
        answer.addProperty("error", reason);
        return status;
    }

    /** Lets requests that are being answered end, for at most two seconds, and frees the network. */
    @Override
    public void close() {
        server.stop(2);
        threads.shutdown();
        try {
            if (!threads.awaitTermination(2, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        batcher.close();
        classifier.close();
    }
}
