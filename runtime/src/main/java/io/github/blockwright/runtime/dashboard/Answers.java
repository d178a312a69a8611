package io.github.blockwright.runtime.dashboard;

import io.github.blockwright.runtime.pages.RunWatch;
import io.github.blockwright.runtime.pages.RunWatch.Answer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.microhttp.Header;
import org.microhttp.Request;
import org.microhttp.Response;

/**
 * What a dashboard answers: the page, its data and a report for each run, by number, so that no request names a file. Anything
 * else, and anything without the token, is not there.
 */
final class Answers {
    private static final String NOTHING = "default-src 'none'";
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String HTML = "text/html; charset=utf-8";
    private static final Pattern REPORT = Pattern.compile("report/(\\d{1,6})");
    /** A page of another name that was led to this address is no page of ours. */
    private static final Pattern HERE = Pattern.compile("(127\\.0\\.0\\.1|localhost|\\[::1])(:\\d{1,5})?");

    private final RunWatch watch;
    private final byte[] token;

    Answers(RunWatch watch, String token) {
        this.watch = watch;
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    Response to(Request request) {
        String host = request.header("Host");
        if (host == null || !HERE.matcher(host).matches()) {
            return text(403, "Forbidden", "Take the address that the command printed.");
        }
        if (!Set.of("GET", "HEAD").contains(request.method())) {
            return text(
                    405,
                    "Method Not Allowed",
                    "A dashboard is only to be looked at.",
                    new Header("Allow", "GET, HEAD"));
        }
        Response response = toReading(request.uri());
        return request.method().equals("HEAD") ? withoutBody(response) : response;
    }

    private Response toReading(String uri) {
        int slash = uri.indexOf('/', 1);
        if (!uri.startsWith("/") || slash < 0 || !isToken(uri.substring(1, slash))) {
            return missing();
        }
        String path = uri.substring(slash + 1);
        try {
            if (path.isEmpty()) {
                return page(watch.page());
            }
            if (path.equals("data")) {
                return response(200, "OK", "application/json; charset=utf-8", NOTHING, watch.data());
            }
            Matcher report = REPORT.matcher(path);
            if (report.matches()) {
                Optional<Answer> page = watch.report(Integer.parseInt(report.group(1)));
                return page.isPresent() ? page(page.get()) : missing();
            }
            return missing();
        } catch (RuntimeException e) {
            return text(500, "Internal Server Error", "The runs cannot be read: " + e.getMessage());
        }
    }

    /** In a time that does not tell how much of it is right. */
    private boolean isToken(String word) {
        return MessageDigest.isEqual(word.getBytes(StandardCharsets.UTF_8), token);
    }

    private static Response page(Answer page) {
        return response(200, "OK", HTML, page.policy(), page.html());
    }

    private static Response missing() {
        return text(404, "Not Found", "There is nothing here: take the address that the command printed.");
    }

    private static Response text(int status, String reason, String text, Header... more) {
        return response(status, reason, TEXT, NOTHING, text + "\n", more);
    }

    private static Response response(
            int status, String reason, String type, String policy, String body, Header... more) {
        List<Header> headers = new ArrayList<>(List.of(
                new Header("Content-Type", type),
                new Header("Content-Security-Policy", policy + "; frame-ancestors 'none'"),
                new Header("X-Content-Type-Options", "nosniff"),
                new Header("X-Frame-Options", "DENY"),
                new Header("Referrer-Policy", "no-referrer"),
                new Header("Cross-Origin-Opener-Policy", "same-origin"),
                new Header("Cross-Origin-Resource-Policy", "same-origin"),
                new Header("Permissions-Policy", "camera=(), microphone=(), geolocation=()"),
                new Header("Cache-Control", "no-store")));
        headers.addAll(List.of(more));
        return new Response(status, reason, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private static Response withoutBody(Response response) {
        List<Header> headers = new ArrayList<>(response.headers());
        headers.add(new Header("Content-Length", Integer.toString(response.body().length)));
        return new Response(response.status(), response.reason(), headers, new byte[0]);
    }
}
