package io.github.blockwright.runtime.train;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What a training would do, and what it would take on this machine.
 *
 * @param network the table's name
 * @param frozen the rows that hold still to the end
 * @param trained the rows that learn in the end
 * @param parameters trainable parameters of the whole network
 * @param headParameters of them, those that learn in the first phase of a fine-tuning; 0 without one
 * @param tunedParameters of them, those that learn in the end
 * @param memory bytes that the process held after the measured steps; where the system does not say, those of weights,
 *     gradients and the optimizer's state
 * @param head the time of a fine-tuning's first phase, its features included; zero without one
 * @param tuning the time of what follows: the second phase, or the whole training
 */
public record TrainingEstimate(
        String network,
        List<String> frozen,
        List<String> trained,
        long parameters,
        long headParameters,
        long tunedParameters,
        long memory,
        Duration head,
        Duration tuning) {
    /**
     * Takes copies of the lists.
     *
     * @param network as the record says
     * @param frozen as the record says
     * @param trained as the record says
     * @param parameters as the record says
     * @param headParameters as the record says
     * @param tunedParameters as the record says
     * @param memory as the record says
     * @param head as the record says
     * @param tuning as the record says
     */
    public TrainingEstimate {
        frozen = List.copyOf(frozen);
        trained = List.copyOf(trained);
    }

    /** A few lines for people. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append("frozen: ").append(rows(frozen)).append('\n');
        text.append("trained: ").append(rows(trained)).append('\n');
        text.append(String.format(Locale.ROOT, "parameters: %,d of %,d learn", tunedParameters, parameters));
        if (headParameters > 0) {
            text.append(String.format(Locale.ROOT, ", %,d of them on frozen features first", headParameters));
        }
        text.append(String.format(Locale.ROOT, "%nmemory: %,d MB%n", memory / 1_000_000));
        text.append("time, apart from reading the pictures: ");
        if (headParameters > 0) {
            text.append("head ").append(words(head)).append(", ");
        }
        return text.append("training ").append(words(tuning)).toString();
    }

    private static String rows(List<String> rows) {
        return rows.isEmpty() ? "nothing" : String.join(", ", rows);
    }

    private static String words(Duration time) {
        long seconds = Math.max(1, time.toSeconds());
        return seconds < 100
                ? seconds + " s"
                : seconds < 100 * 60
                        ? Math.round(seconds / 60.0) + " min"
                        : String.format(Locale.ROOT, "%.1f h", seconds / 3600.0);
    }
}
