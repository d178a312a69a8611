package io.github.blockwright.processor.emit;

import io.github.blockwright.dsl.Activation;
import io.github.blockwright.dsl.Shortcut;
import io.github.blockwright.processor.spec.Conventions;
import io.github.blockwright.processor.spec.Operator;
import io.github.blockwright.processor.spec.Plan;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A hash of everything that decides what a network's weights mean: the names of the rows, their operators and channels,
 * padding and epsilon. Not the size of the input, its preprocessing, dropout, stochastic depth or the momentum: weights
 * survive those.
 */
final class Fingerprint {
    private static final int BYTES = 8;

    private Fingerprint() {}

    /** 16 hexadecimal digits. */
    static String of(Plan plan, Conventions conventions) {
        String text = "blockwright table 1\n" + describe(plan, conventions);
        byte[] digest = sha256().digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, BYTES);
    }

    private static String describe(Plan plan, Conventions conventions) {
        StringBuilder text = new StringBuilder();
        text.append("padding ").append(conventions.padding());
        text.append(" epsilon ").append(conventions.epsilon()).append('\n');
        for (Plan.Step step : plan.steps()) {
            text.append(step.row().name()).append(' ').append(step.input().channels());
            text.append(' ').append(describe(step)).append('\n');
        }
        return text.toString();
    }

    private static String describe(Plan.Step step) {
        Operator operator = step.row().operator();
        if (operator instanceof Operator.Conv c) {
            return words("conv", c.filters(), c.kernel(), c.strides(), c.groups(), c.activation(), c.batchNorm());
        }
        if (operator instanceof Operator.InvertedResidual r) {
            return invertedResidual(r);
        }
        if (operator instanceof Operator.DepthwiseSeparable d) {
            return words("depthwiseSeparable", d.filters(), d.strides(), d.count(), d.kernel(), d.activation());
        }
        if (operator instanceof Operator.Residual r) {
            return words(
                    "residual",
                    r.filters(),
                    r.bottleneck(),
                    r.strides(),
                    r.count(),
                    r.kernel(),
                    r.groups(),
                    r.activation());
        }
        if (operator instanceof Operator.Pool p) {
            return words(p.maximum() ? "maxPool" : "averagePool", p.kernel(), p.strides());
        }
        if (operator instanceof Operator.Dense d) {
            return words("dense", d.units(), d.activation());
        }
        if (operator instanceof Operator.Apply a) {
            return words("apply", a.block().name(), a.filters(), a.strides());
        }
        if (operator instanceof Operator.Backbone b) {
            Conventions conventions = b.table().settings().conventions();
            return "backbone {\n" + describe(b.plan(step.input()), conventions) + "}";
        }
        return operator.getClass().getSimpleName();
    }

    /** What is as in MobileNetV2 is left out, so that a table keeps its fingerprint when the language grows. */
    private static String invertedResidual(Operator.InvertedResidual r) {
        StringBuilder text = new StringBuilder(words(
                "invertedResidual",
                r.expansion().factor().isPresent()
                        ? r.expansion().factor().getAsInt()
                        : "to " + r.expansion().channels().getAsInt(),
                r.filters(),
                r.strides(),
                r.count(),
                r.kernel(),
                r.activation()));
        if (r.projectionActivation() != Activation.LINEAR) {
            text.append(" projection ").append(r.projectionActivation());
        }
        if (r.shortcut() != Shortcut.BOTTLENECK) {
            text.append(" shortcut ").append(r.shortcut());
        }
        r.squeeze().ifPresent(s -> text.append(' ')
                .append(words("squeeze", s.ratio(), s.ofInput(), s.divisor(), s.activation(), s.gate())));
        return text.toString();
    }

    private static String words(Object... words) {
        StringBuilder text = new StringBuilder();
        for (Object word : words) {
            text.append(word).append(' ');
        }
        return text.toString().strip();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
