package io.github.blockwright.benchmarks.peers;

import java.util.List;
import java.util.Locale;

/**
 * A figure to measure.
 *
 * @param warmUp steps of each process that are not reported
 * @param steps steps of each process that are: enough for some seconds
 */
record Case(Kind kind, String network, int batch, int threads, int warmUp, int steps) {
    /** What is timed. */
    enum Kind {
        TRAINING,
        /** With the rows before the last stages held still, as a transfer's second phase. */
        FINE_TUNING,
        INFERENCE;

        /** As the results show it. */
        String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** All figures on this many threads. */
    static List<Case> all(int threads) {
        return List.of(
                new Case(Kind.TRAINING, "CifarMobileNetV2", 32, threads, 15, 80),
                new Case(Kind.TRAINING, "CifarMobileNetV2", 128, threads, 6, 25),
                new Case(Kind.TRAINING, "AdaptedMobileNetV2", 128, threads, 2, 5),
                new Case(Kind.TRAINING, "AdaptedMobileNetV2_050", 128, threads, 2, 8),
                new Case(Kind.TRAINING, "CifarMobileNetV3Small", 128, threads, 3, 10),
                new Case(Kind.TRAINING, "ImageNetMobileNetV2", 16, threads, 2, 5),
                new Case(Kind.TRAINING, "ImageNetMobileNetV2", 32, threads, 2, 4),
                new Case(Kind.TRAINING, "EfficientNetB0", 16, threads, 2, 4),
                new Case(Kind.TRAINING, "EfficientNetB0", 32, threads, 1, 3),
                new Case(Kind.FINE_TUNING, "ImageNetMobileNetV2", 16, threads, 3, 10),
                new Case(Kind.FINE_TUNING, "ImageNetMobileNetV2", 32, threads, 2, 6),
                new Case(Kind.INFERENCE, "CifarMobileNetV2", 1, threads, 200, 800),
                new Case(Kind.INFERENCE, "CifarMobileNetV2", 128, threads, 8, 40),
                new Case(Kind.INFERENCE, "ImageNetMobileNetV2", 1, threads, 30, 150),
                new Case(Kind.INFERENCE, "ImageNetMobileNetV2", 16, threads, 4, 15),
                new Case(Kind.INFERENCE, "ImageNetMobileNetV2", 128, threads, 1, 4));
    }

    /** The same with as few steps as show that everything runs. */
    Case shortened() {
        return new Case(kind, network, batch, threads, 1, 2);
    }

    /** What {@code --cases} selects by and the results show: {@code training CifarMobileNetV2 128 T1}. */
    String name() {
        return kind.text() + " " + network + " " + batch + " T" + threads;
    }

    /** The options of a step program. */
    List<String> options() {
        return List.of(
                "--network", network,
                "--batch", Integer.toString(batch),
                "--threads", Integer.toString(threads),
                "--warm-up", Integer.toString(warmUp),
                "--steps", Integer.toString(steps));
    }
}
