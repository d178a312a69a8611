package io.github.blockwright.processor.spec;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A hash of everything that decides what a network's weights mean: the names of the rows, their operators and channels,
 * padding and epsilon. Not the size of the input, its preprocessing, dropout, stochastic depth or the momentum: weights
 * survive those.
 */
public final class Fingerprint {
    private static final int BYTES = 8;

    private Fingerprint() {}

    /** 16 hexadecimal digits. */
    public static String of(Plan plan, Conventions conventions) {
        String hashed = "blockwright table 1\n" + text(plan, conventions);
        byte[] digest = sha256().digest(hashed.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, BYTES);
    }

    /** What is hashed: a line for each row. */
    static String text(Plan plan, Conventions conventions) {
        StringBuilder text = new StringBuilder();
        text.append("padding ").append(conventions.padding());
        text.append(" epsilon ").append(conventions.epsilon()).append('\n');
        for (Plan.Step step : plan.steps()) {
            text.append(step.row().name()).append(' ').append(step.input().channels());
            text.append(' ').append(step.row().operator().words(step.input())).append('\n');
        }
        return text.toString();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
