package io.github.blockwright.runtime.dashboard;

import io.github.blockwright.runtime.pages.RunWatch;
import io.github.blockwright.runtime.pages.RunWatch.Progress;
import io.github.blockwright.runtime.report.ProgressListener;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.microhttp.EventLoop;
import org.microhttp.NoopLogger;
import org.microhttp.Options;

/**
 * Follows runs in a browser on this machine: where each is, its learning curves and its pace, several side by side, and the
 * report of each so far. It only reads, and only the runs that it was opened with; it listens on the loopback address alone, and
 * answers who knows the token in its address. Threads may share it.
 *
 * <pre>{@code
 * try (Dashboard dashboard = Dashboard.open(List.of(Path.of("runs/mine")))) {
 *     System.out.println(dashboard.address());
 *     Training.of(block, recipe).directory(Path.of("runs/mine"))
 *             .listener(dashboard.listener(Path.of("runs/mine"))).run(photos).close();
 * }
 * }</pre>
 */
public final class Dashboard implements AutoCloseable {
    private static final int TOKEN_BYTES = 18;
    private static final int LARGEST_REQUEST = 16 * 1024;
    private static final Duration SLOWEST_REQUEST = Duration.ofSeconds(10);
    private static final int MOST_PORT = 65_535;
    private static final Progress BETWEEN_EPOCHS = new Progress(0, 0, 0, 0, Double.NaN, Double.NaN);

    private final EventLoop loop;
    private final URI address;
    private final Map<Path, Progress> progress = new ConcurrentHashMap<>();

    private Dashboard(List<Path> runs, int port, Duration slowest) throws IOException {
        String host = InetAddress.getLoopbackAddress().getHostAddress();
        byte[] token = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(token);
        String word = Base64.getUrlEncoder().withoutPadding().encodeToString(token);
        RunWatch watch = new RunWatch(runs, run -> Optional.ofNullable(progress.get(run)));
        Answers answers = new Answers(watch, word);
        Options options = Options.builder()
                .withHost(host)
                .withPort(port)
                .withReuseAddr(true)
                .withConcurrency(1)
                .withReadBufferSize(LARGEST_REQUEST)
                .withMaxRequestSize(LARGEST_REQUEST)
                .withRequestTimeout(slowest)
                .build();
        try {
            loop = new EventLoop(options, NoopLogger.instance(), (request, reply) -> reply.accept(answers.to(request)));
        } catch (BindException e) {
            throw new IOException(
                    "Port " + port + " is taken by another program: give another, or none for any that is free", e);
        }
        loop.start();
        address = URI.create(
                "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + loop.getPort() + "/" + word + "/");
    }

    /**
     * Opens it on any port that is free.
     *
     * @param runs their directories, of trainings that are finished, run, or begin later
     * @return open until it is closed, which is the caller's to do: its thread keeps the process from ending
     * @throws IOException if this machine lets nobody listen
     * @throws IllegalArgumentException if there is no run
     */
    public static Dashboard open(List<Path> runs) throws IOException {
        return open(runs, 0);
    }

    /**
     * Opens it on a port.
     *
     * @param runs their directories, of trainings that are finished, run, or begin later
     * @param port from 1 on; 0 for any that is free
     * @return open until it is closed, which is the caller's to do: its thread keeps the process from ending
     * @throws IOException if the port is taken; the message says so
     * @throws IllegalArgumentException if there is no run, or no such port
     */
    public static Dashboard open(List<Path> runs, int port) throws IOException {
        return open(runs, port, SLOWEST_REQUEST);
    }

    /** @param slowest who takes longer to ask is cut off */
    static Dashboard open(List<Path> runs, int port, Duration slowest) throws IOException {
        if (port < 0 || port > MOST_PORT) {
            throw new IllegalArgumentException("A port is 1 to " + MOST_PORT + ", or 0 for any, not " + port);
        }
        return new Dashboard(runs, port, slowest);
    }

    /** {@return where to look, with the token; whoever has it can look too} */
    public URI address() {
        return address;
    }

    /**
     * Tells the dashboard of every step of a training in this process; of any other it sees what is written after each epoch.
     *
     * @param run one of the directories that the dashboard was opened with
     * @return to be given to the training
     */
    public ProgressListener listener(Path run) {
        progress.put(run, BETWEEN_EPOCHS);
        return new ProgressListener() {
            private int epoch;
            private int epochs;
            private int steps;

            @Override
            public void epochStarted(int number, int all, int stepsOfEpoch) {
                epoch = number;
                epochs = all;
                steps = stepsOfEpoch;
                progress.put(run, new Progress(epoch, epochs, 0, steps, Double.NaN, Double.NaN));
            }

            @Override
            public void stepDone(int step, double loss, double accuracy) {
                progress.put(run, new Progress(epoch, epochs, step, steps, loss, accuracy));
            }

            @Override
            public void stopped() {
                progress.put(run, BETWEEN_EPOCHS);
            }
        };
    }

    /** Ends it; a page that is open keeps what it shows. */
    @Override
    public void close() {
        loop.stop();
    }
}
