package io.github.blockwright.runtime.files;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A server on this machine that has one file, {@code /file}, and may be told to misbehave. */
public final class FileServer implements AutoCloseable {
    /** What the server does about a request for a part of the file, or at all. */
    public enum Manner {
        RANGES,
        IGNORES_RANGES,
        BREAKS_OFF_HALF_WAY,
        /** Until the server is closed. */
        WAITS_HALF_WAY
    }

    private final HttpServer server;
    private final byte[] content;
    private final Manner manner;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    public FileServer(byte[] content, Manner manner) throws IOException {
        this.content = content;
        this.manner = manner;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/file", this::answer);
        server.start();
    }

    public URI uri(String path) {
        return URI.create("http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort() + path);
    }

    /** The Range header of each request so far, "whole" where there was none. */
    public List<String> requests() {
        return requests;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        requests.add(range == null ? "whole" : range);
        try (exchange) {
            int from = range == null || manner == Manner.IGNORES_RANGES
                    ? 0
                    : Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
            if (from >= content.length) {
                exchange.sendResponseHeaders(416, -1);
                return;
            }
            if (from > 0) {
                exchange.getResponseHeaders()
                        .add("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
            }
            exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.length - from);
            boolean half = manner == Manner.BREAKS_OFF_HALF_WAY || manner == Manner.WAITS_HALF_WAY;
            int to = half ? content.length / 2 : content.length;
            exchange.getResponseBody().write(Arrays.copyOfRange(content, from, to));
            if (manner == Manner.WAITS_HALF_WAY) {
                exchange.getResponseBody().flush();
                closed.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
