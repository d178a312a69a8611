package io.github.blockwright.runtime.engine;

import ai.djl.engine.EngineException;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells that there is no memory left, Java's or the engine's, by what a failure and its causes say. It takes hardly any to find
 * that out.
 */
public final class NoMemory {
    /** As Java says it. */
    public static final String HEAP = "Java heap space";

    private NoMemory() {}

    /** Whether a failure comes of it. */
    public static boolean isCauseOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (saysSo(cause)) {
                return true;
            }
        }
        return false;
    }

    /** {@return what says so, in a line; empty for any other failure} */
    public static Optional<String> reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (saysSo(cause)) {
                String said = cause instanceof LinkageError || cause.getMessage() == null ? HEAP : cause.getMessage();
                return said.lines().findFirst();
            }
        }
        return Optional.empty();
    }

    private static boolean saysSo(Throwable cause) {
        if (cause instanceof OutOfMemoryError) {
            return true;
        }
        String message = cause.getMessage();
        if (message == null) {
            return false;
        }
        return cause instanceof LinkageError
                ? isOfClass(cause, message)
                : cause instanceof EngineException && isOfEngine(message);
    }

    /**
     * A class that could not be made ready for want of memory is an error of another kind ever after, and of what it came of
     * Java keeps no more than the text, or, for want of memory, nothing. A class of Java's own fails of nothing else.
     */
    private static boolean isOfClass(Throwable cause, String message) {
        return (cause instanceof ExceptionInInitializerError && message.contains(OutOfMemoryError.class.getName()))
                || (cause instanceof NoClassDefFoundError && message.startsWith("Could not initialize class java."));
    }

    private static boolean isOfEngine(String message) {
        String lower = message.toLowerCase(Locale.ROOT);
        return lower.contains("not enough memory")
                || lower.contains("out of memory")
                || lower.contains("can't allocate memory");
    }

    /**
     * The sentence for users.
     *
     * @param reason as {@link #reason} has it
     * @param smaller what may be made smaller, and how
     */
    public static String message(String reason, String smaller) {
        return "There is not enough memory (" + reason + "): " + smaller
                + ", or give the process more, Java by -Xmx (now "
                + Runtime.getRuntime().maxMemory() / 1_000_000
                + " MB) and the engine by what the machine or the container has beside that";
    }
}
