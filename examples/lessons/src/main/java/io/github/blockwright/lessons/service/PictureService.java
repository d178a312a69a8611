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
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Says over HTTP what is in a picture: {@code POST /classify} takes the bytes of a picture file and answers with what {@code
 * blockwright predict --json} prints. It listens on this machine alone and answers whoever knows its token. The server is the
 * JDK's own.
 *
 * <pre>{@code
 * java -cp ... io.github.blockwright.lessons.service.PictureService runs/mine 8080
 * curl -H 'Authorization: Bearer TOKEN' --data-binary @basket.jpg http://127.0.0.1:8080/classify
 * }</pre>
 */
public final class PictureService implements AutoCloseable {
    /** The environment variable with the token that callers must give; without it, each start has another. */
    public static final String TOKEN = "BLOCKWRIGHT_TOKEN";

    private static final String PATH = "/classify";
    private static final int BEST = 5;
    private static final int TOKEN_BYTES = 18;
    /** A page of another name that was led to this address has no business here. */
    private static final Pattern HERE = Pattern.compile("(127\\.0\\.0\\.1|localhost|\\[::1])(:\\d{1,5})?");
    /** What browsers, and those who scan for holes, want of every answer. */
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Type", "application/json",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Permissions-Policy", "camera=(), microphone=(), geolocation=()",
            "Cache-Control", "no-store");

    private final Classifier classifier;
    private final Settings settings;
    private final Batcher batcher;
    private final ExecutorService threads;
    private final HttpServer server;
    /** Bytes of pictures that may be held at the same time, however many threads read them. */
    private final Semaphore room;

    /**
     * What a service may be told.
     *
     * @param address to listen on
     * @param token that requests carry as {@code Authorization: Bearer TOKEN}
     * @param largestBody in bytes, of a picture file
     * @param allBodies in bytes, of all that are being read; whoever comes then is told to come again
     * @param largestBatch number of pictures that go through the network at once; 1 for one at a time
     * @param waiting number of pictures that may wait for the pass after; whoever comes then is told to come again
     * @param threads that read pictures, each for a request
     * @param seconds that a request may take to arrive; the first service of a process says it for all
     */
    public record Settings(
            InetSocketAddress address,
            String token,
            int largestBody,
            int allBodies,
            int largestBatch,
            int waiting,
            int threads,
            int seconds) {
        /** An empty token would let in whoever sends an empty one. */
        public Settings {
            if (token.isBlank()) {
                throw new IllegalArgumentException("The token is empty: unset " + TOKEN + ", or give one");
            }
        }

        /** On this machine alone, with a token of its own: pictures of up to 16 MiB, 64 MiB in all, 16 at once and 32 waiting. */
        public static Settings local(int port) {
            byte[] token = new byte[TOKEN_BYTES];
            new SecureRandom().nextBytes(token);
            return new Settings(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                    Base64.getUrlEncoder().withoutPadding().encodeToString(token),
                    16 << 20,
                    64 << 20,
                    16,
                    32,
                    64,
                    20);
        }

        Settings withToken(String other) {
            return new Settings(address, other, largestBody, allBodies, largestBatch, waiting, threads, seconds);
        }

        Settings withBodies(int largest, int all) {
            return new Settings(address, token, largest, all, largestBatch, waiting, threads, seconds);
        }

        Settings withLargestBatch(int pictures) {
            return new Settings(address, token, largestBody, allBodies, pictures, waiting, threads, seconds);
        }

        Settings withSeconds(int most) {
            return new Settings(address, token, largestBody, allBodies, largestBatch, waiting, threads, most);
        }
    }

    /** Serves the network of a run directory until the process ends; the port is 8080 unless it is said. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 1 || arguments.length > 2) {
            throw new IllegalArgumentException("Usage: PictureService RUN [PORT]");
        }
        int port = arguments.length == 2 ? Integer.parseInt(arguments[1]) : 8080;
        Settings settings = Settings.local(port);
        String given = System.getenv(TOKEN);
        if (given != null) {
            settings = settings.withToken(given);
        }
        PictureService service = new PictureService(Classifier.open(Path.of(arguments[0])), settings);
        Runtime.getRuntime().addShutdownHook(new Thread(service::close));
        System.out.println(service.classifier + "\nhttp://127.0.0.1:" + service.port() + PATH);
        // One that was given is known already, and may be meant for nobody who looks on.
        System.out.println("Authorization: Bearer " + (given == null ? settings.token() : "$" + TOKEN));
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
        this.room = new Semaphore(settings.allBodies());
        configure(settings.seconds());
        server = HttpServer.create(settings.address(), 0);
        batcher = new Batcher(classifier::classify, settings.largestBatch(), settings.waiting());
        threads = Executors.newFixedThreadPool(settings.threads());
        server.setExecutor(threads);
        // Everything, so that every answer has the same headers.
        server.createContext("/", this::serve);
        server.start();
    }

    /** What the JDK's server asks of the process, once, when it is first used. */
    private static void configure(int seconds) {
        // Head and body of an answer are two packets: the second would wait 40 ms for the first to be acknowledged.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // Who sends or reads more slowly is cut off.
        System.setProperty("sun.net.httpserver.maxReqTime", Integer.toString(seconds));
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
            HEADERS.forEach(exchange.getResponseHeaders()::set);
            boolean headAlone = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(status, headAlone ? -1 : body.length);
            if (!headAlone) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private int answer(HttpExchange exchange, JsonObject answer) throws IOException {
        String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
        if (!HERE.matcher(host).matches()) {
            return refuse(answer, 403, "take the address that the service printed");
        }
        if (!mayAsk(exchange)) {
            return refuse(answer, 401, "send the token as Authorization: Bearer TOKEN");
        }
        if (!PATH.equals(exchange.getRequestURI().getPath())) {
            return refuse(answer, 404, "there is " + PATH + " alone");
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            exchange.getResponseHeaders().set("Allow", "POST");
            return refuse(answer, 405, "send the bytes of a picture with POST");
        }
        int length = length(exchange);
        if (length > settings.largestBody()) {
            return refuse(answer, 413, "a picture may have " + settings.largestBody() + " bytes");
        }
        if (!room.tryAcquire(length)) {
            return comeAgain(exchange, answer, "too many pictures are being sent");
        }
        Frame prepared;
        try (InputStream body = exchange.getRequestBody()) {
            prepared = classifier.prepare(body.readNBytes(length));
        } finally {
            room.release(length);
        }
        Optional<Classifications> classes = batcher.classify(prepared);
        if (classes.isEmpty()) {
            return comeAgain(exchange, answer, "too many pictures are waiting");
        }
        answer.add("classes", json(classes.get()));
        return 200;
    }

    /** Of the picture; one more than may be, for any that is longer. */
    private int length(HttpExchange exchange) throws IOException {
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        if (length == null) {
            throw new IOException("say how long the picture is, with Content-Length");
        }
        // The server has looked whether it is a number.
        return (int) Math.min(Long.parseLong(length), settings.largestBody() + 1L);
    }

    private boolean mayAsk(HttpExchange exchange) {
        String given = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        // In a time that does not tell how much of it is right.
        return MessageDigest.isEqual(bytes(given), bytes("Bearer " + settings.token()));
    }

    private static int comeAgain(HttpExchange exchange, JsonObject answer, String reason) {
        exchange.getResponseHeaders().set("Retry-After", "1");
        return refuse(answer, 503, reason);
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
