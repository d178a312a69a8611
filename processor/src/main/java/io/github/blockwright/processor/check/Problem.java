package io.github.blockwright.processor.check;

/**
 * Something wrong or unwise in a table.
 *
 * @param message what, with the values at hand, and the fix; without id and place
 */
public record Problem(Diagnostic diagnostic, Place place, String message) {
    /** What is wrong, without the fix. */
    public String cause() {
        int end = message.indexOf(';');
        return end < 0 ? message : message.substring(0, end);
    }

    /**
     * The line that the user reads.
     *
     * @param type the simple name of the type that the place lies in
     */
    public String text(String type) {
        String suppression = diagnostic
                .suppressionKey()
                .filter(key -> diagnostic != Diagnostic.UNKNOWN_SUPPRESSION)
                .map(key -> " (@SuppressWarnings(\"" + key + "\") silences this)")
                .orElse("");
        return "[" + diagnostic.id() + "] " + place.component().orElse(type) + ": " + message + suppression;
    }
}
