package io.github.blockwright.runtime.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file to fetch over HTTP, known by its hash. What has arrived lies beside the target as {@code <target>.part}, so
 * that a later run continues an interrupted one; the target appears only when it is complete and its hash is right. Of several
 * processes that want the same file one fetches it and the others wait for it.
 *
 * @param source an http or https address
 * @param target the file to write; its folder is created
 * @param algorithm of the hash, as {@link MessageDigest} names it: SHA-256, MD5
 * @param hash the expected hash in hexadecimal, or its first digits where no more of it is published
 */
public record Download(URI source, Path target, String algorithm, String hash) {
    private static final Logger LOG = LoggerFactory.getLogger(Download.class);
    private static final String LOCK = ".lock";
    private static final int CHUNK = 1 << 16;

    public Download {
        hash = hash.toLowerCase(Locale.ROOT);
    }

    /**
     * Fetches the file, unless the target is already there with the right hash.
     *
     * @return the target
     * @throws IOException if the server does not answer or refuses, the transfer stops half-way, the hash is wrong, or
     *     the target is there with another content; the message says what to do
     */
    public Path fetch() throws IOException {
        try {
            if (!isThere()) {
                CannotWriteException.explaining(target, () -> {
                    Files.createDirectories(target.toAbsolutePath().getParent());
                    Turn.at(target.resolveSibling(target.getFileName() + LOCK), this::fetchInTurn);
                });
            }
        } catch (ClosedByInterruptException e) {
            throw interrupted();
        }
        return target;
    }

    private boolean isThere() throws IOException {
        if (!Files.exists(target)) {
            return false;
        }
        String found = hashOf(target);
        if (!found.startsWith(hash)) {
            throw new IOException(target + " exists, but its " + algorithm + " is " + found + " and not " + hash
                    + ": move it away or delete it, then download again");
        }
        return true;
    }

    private void fetchInTurn() throws IOException {
        if (isThere()) {
            // Whoever had the turn before has fetched it.
            return;
        }
        Path part = target.resolveSibling(target.getFileName() + AtomicFiles.PART);
        try (FileChannel file = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            transfer(file);
            file.force(true);
        }
        String found = hashOf(part);
        if (!found.startsWith(hash)) {
            Files.delete(part);
            throw new IOException("What " + source + " sent has the " + algorithm + " " + found + " and not " + hash
                    + "; it was thrown away: download again, and if that ends the same, the published file has changed"
                    + " or something between here and the server alters it");
        }
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Asks for what is missing, and writes it behind what is there. */
    private void transfer(FileChannel file) throws IOException {
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(Duration.ofSeconds(30))
                .build();
        long have = file.size();
        HttpResponse<InputStream> response = send(client, have);
        if (have > 0 && (response.statusCode() == 416 || !continues(response, have))) {
            // Either the server knows no ranges, or our part does not belong to the file it has now: start over.
            if (response.statusCode() != 200) {
                response.body().close();
                response = send(client, 0);
            }
            have = 0;
        }
        try (InputStream body = response.body()) {
            if (response.statusCode() != 200 && response.statusCode() != 206) {
                throw new IOException("The server answered " + response.statusCode() + " for " + source
                        + ": check the address, or fetch the file by other means and put it at " + target);
            }
            file.truncate(have);
            file.position(have);
            long length = response.headers().firstValueAsLong("Content-Length").orElse(-1);
            if (length > 0) {
                CannotWriteException.requireSpace(target, length);
            }
            copyUntilInterrupted(body, file, have, length < 0 ? -1 : have + length);
        }
    }

    private static boolean continues(HttpResponse<?> response, long have) {
        return response.statusCode() == 206
                && response.headers()
                        .firstValue("Content-Range")
                        .filter(range -> range.startsWith("bytes " + have + "-"))
                        .isPresent();
    }

    private HttpResponse<InputStream> send(HttpClient client, long from) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(source).timeout(Duration.ofMinutes(1));
        if (from > 0) {
            request.header("Range", "bytes=" + from + "-");
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted();
        } catch (IOException e) {
            throw new IOException(
                    "No answer from " + source + " (" + reason(e) + "): check the network, or fetch the file by other"
                            + " means and put it at " + target,
                    e);
        }
    }

    /** On a thread of its own: a thread of Java 17 that waits for a server does not hear that it is interrupted. */
    private void copyUntilInterrupted(InputStream body, FileChannel file, long have, long total) throws IOException {
        FutureTask<Void> copying = new FutureTask<>(() -> {
            copy(body, file, have, total);
            return null;
        });
        Thread thread = new Thread(copying, "download");
        thread.setDaemon(true);
        thread.start();
        try {
            copying.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            // Which ends the reading.
            body.close();
            throw interrupted();
        } catch (ExecutionException e) {
            Uninterrupted.rethrow(e.getCause());
        }
    }

    private void copy(InputStream body, FileChannel file, long have, long total) throws IOException {
        LOG.info("Downloading {} ({} of {} bytes are here)", source, have, total < 0 ? "an unknown number of" : total);
        byte[] chunk = new byte[CHUNK];
        try (Progress progress = Progress.ofBytes("Downloading " + target.getFileName(), have, total)) {
            for (int n = read(body, chunk, file, total); n >= 0; n = read(body, chunk, file, total)) {
                ByteBuffer bytes = ByteBuffer.wrap(chunk, 0, n);
                while (bytes.hasRemaining()) {
                    file.write(bytes);
                }
                progress.step(n);
            }
        }
    }

    private int read(InputStream body, byte[] chunk, FileChannel file, long total) throws IOException {
        try {
            return body.read(chunk);
        } catch (IOException e) {
            throw new IOException(
                    "The download of " + source + " stopped after " + file.position() + " of " + total + " bytes ("
                            + reason(e) + "): download again to continue from there",
                    e);
        }
    }

    private InterruptedIOException interrupted() {
        return new InterruptedIOException(
                "The download of " + source + " was interrupted: download again to continue from there");
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private String hashOf(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            byte[] chunk = new byte[CHUNK];
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                digest.update(chunk, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalArgumentException("This Java has no hash algorithm " + algorithm, e);
        }
    }
}
