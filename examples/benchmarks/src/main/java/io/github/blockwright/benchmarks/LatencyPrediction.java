package io.github.blockwright.benchmarks;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.github.blockwright.networks.Networks;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.engine.EngineMemory;
import io.github.blockwright.runtime.profile.LatencyModel;
import io.github.blockwright.runtime.profile.LatencyModel.Engine;
import io.github.blockwright.runtime.profile.NetworkProfile;
import io.github.blockwright.runtime.profile.Profiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * How well the times of networks that were measured tell that of one of another family: profiles the networks of the library
 * up to a billion multiply-adds, but for variants of another width or size, fits a {@link LatencyModel} to all but one family and predicts its members, for
 * each family in turn. Prints Markdown tables. Usage: {@code LatencyPrediction COSTS.csv [ROUNDS]}; what the file has already
 * is not measured again.
 */
public final class LatencyPrediction {
    private static final long MOST = 1_000_000_000;
    private static final int ROUNDS = 30;
    private static final Pattern VARIANT = Pattern.compile(".*_\\d+(_\\d+)?");
    /** Of which a network is by its name; all others are made of MobileNetV2's blocks. */
    private static final List<String> FAMILIES = List.of(
            "MobileNetV1",
            "MobileNetV3",
            "MobileNetV4",
            "MnasNet",
            "EfficientNet",
            "ShuffleNet",
            "GhostNet",
            "SqueezeNet",
            "RegNet",
            "ResNet");

    private LatencyPrediction() {}

    /** Runs the measurement. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 1) {
            throw new IllegalArgumentException("Usage: LatencyPrediction COSTS.csv [ROUNDS]");
        }
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("ai.djl.pytorch.num_threads", "1");
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        Path file = Path.of(arguments[0]);
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : ROUNDS;
        // As the command line does.
        EngineMemory.call(() -> {
            List<NetworkProfile> profiles = profiles(file, rounds);
            for (Engine engine : Engine.values()) {
                report(profiles, engine);
            }
            return null;
        });
    }

    private static List<NetworkProfile> profiles(Path file, int rounds) throws IOException {
        List<NetworkProfile> profiles = new ArrayList<>(Files.exists(file) ? NetworkProfile.read(file) : List.of());
        for (Supplier<? extends NetworkBlock<?, ?>> network : Networks.all()) {
            NetworkBlock<?, ?> block = network.get();
            String name = block.summary().name();
            if (block.summary().multiplyAdds() < MOST
                    && !VARIANT.matcher(name).matches()
                    && profiles.stream().noneMatch(profile -> profile.network().equals(name))) {
                try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
                    block.initialize(manager);
                    profiles.add(Profiler.of(block).rounds(rounds).measure());
                }
                System.err.println(profiles.get(profiles.size() - 1));
                NetworkProfile.write(profiles, file);
            }
        }
        return profiles;
    }

    private static String family(NetworkProfile profile) {
        return FAMILIES.stream().filter(profile.network()::contains).findFirst().orElse("MobileNetV2");
    }

    private static void report(List<NetworkProfile> profiles, Engine engine) {
        System.out.printf("%n%s: %s%n%n", engine, LatencyModel.fit(profiles, engine));
        System.out.println("| network | measured, ms | predicted, ms | off by |");
        System.out.println("|---|---|---|---|");
        double[] errors = new double[profiles.size()];
        for (int i = 0; i < profiles.size(); i++) {
            NetworkProfile out = profiles.get(i);
            List<NetworkProfile> others = profiles.stream()
                    .filter(profile -> !family(profile).equals(family(out)))
                    .toList();
            double measured =
                    out.rows().stream().mapToDouble(engine::milliseconds).sum();
            double predicted = LatencyModel.fit(others, engine).predict(out.rows());
            errors[i] = predicted / measured - 1;
            System.out.printf(
                    Locale.ROOT,
                    "| `%s` | %.2f | %.2f | %+.0f %% |%n",
                    out.network(),
                    measured,
                    predicted,
                    100 * errors[i]);
        }
        double[] sizes = Arrays.stream(errors).map(Math::abs).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "%nmedian error %.0f %%, mean %.0f %%, largest %.0f %%%n",
                100 * sizes[sizes.length / 2],
                100 * Arrays.stream(sizes).average().orElseThrow(),
                100 * sizes[sizes.length - 1]);
    }
}
