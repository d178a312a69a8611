package io.github.blockwright.runtime.pages;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A page made of a template, with its style, its script and its data inside. Its policy lets a browser run and show just
 * these, told by their hashes, and fetch nothing.
 *
 * @param html the whole page
 * @param policy the same that the page says of itself, for the header of who serves it
 */
record Page(String html, String policy) {
    private static final String FOR_FILES = "page.js";

    /**
     * Fills a template.
     *
     * @param data for the script
     */
    static Page render(String template, Map<String, Object> model, JsonObject data) {
        return render(template, model, data, FOR_FILES, "");
    }

    /**
     * Fills a template.
     *
     * @param data for the script
     * @param scriptFile what the page does beside drawing its charts
     * @param more of the policy, such as what the script may fetch
     */
    static Page render(String template, Map<String, Object> model, JsonObject data, String scriptFile, String more) {
        String style = resource("uplot/uPlot.min.css") + resource("page.css");
        String script = resource("uplot/uPlot.iife.min.js") + resource("charts.js") + resource(scriptFile);
        Map<String, Object> all = new LinkedHashMap<>(model);
        all.put("style", style);
        all.put("script", script);
        String policy = "default-src 'none'; script-src 'sha256-" + hash(script) + "'; style-src 'sha256-" + hash(style)
                + "'; img-src data:; base-uri 'none'; form-action 'none'" + more;
        all.put("policy", policy);
        // Gson escapes <, so that no name of a class can end the element.
        all.put("data", new Gson().toJson(data));
        String html = Mustache.compiler()
                .defaultValue("")
                .emptyStringIsFalse(true)
                .zeroIsFalse(true)
                .withLoader(name -> new InputStreamReader(open(name + ".mustache"), StandardCharsets.UTF_8))
                .compile(reader(template + ".mustache"))
                .execute(all);
        return new Page(html, policy);
    }

    private static Reader reader(String name) {
        return new InputStreamReader(open(name), StandardCharsets.UTF_8);
    }

    private static InputStream open(String name) {
        InputStream in = Page.class.getResourceAsStream(name);
        if (in == null) {
            throw new IllegalStateException("The resource " + name + " is not in the jar of the runtime");
        }
        return in;
    }

    private static String resource(String name) {
        try (InputStream in = open(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(String text) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(sum);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
