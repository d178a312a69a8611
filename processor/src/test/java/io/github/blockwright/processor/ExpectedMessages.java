package io.github.blockwright.processor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/**
 * Messages that a source expects, written into it as comments below the line that they are about, each with a caret
 * below the column:
 *
 * <pre>{@code
 *         @Conv(filters = 0) NDArray stem,
 *         //              ^ error: [BW020] stem: filters = 0 is too small; write at least 1
 * }</pre>
 */
final class ExpectedMessages {
    private static final Pattern MARKER = Pattern.compile("^(\\s*// *)\\^ (.*)$");

    private ExpectedMessages() {}

    /** A message and its place, both counted from 1. */
    record Message(long line, long column, String text) {
        static Message of(Diagnostic<? extends JavaFileObject> diagnostic) {
            String kind = diagnostic.getKind().name().toLowerCase(Locale.ROOT);
            return new Message(
                    diagnostic.getLineNumber(),
                    diagnostic.getColumnNumber(),
                    kind + ": " + diagnostic.getMessage(Locale.ROOT));
        }
    }

    /** The messages that the comments expect, by place. */
    static List<Message> in(String source) {
        List<Message> messages = new ArrayList<>();
        List<String> lines = source.lines().toList();
        long line = 0;
        for (int i = 0; i < lines.size(); i++) {
            Matcher marker = MARKER.matcher(lines.get(i));
            if (marker.matches()) {
                messages.add(new Message(line, marker.group(1).length() + 1L, marker.group(2)));
            } else {
                line = i + 1L;
            }
        }
        return sorted(messages);
    }

    static List<Message> sorted(List<Message> messages) {
        return messages.stream()
                .sorted(Comparator.comparing(Message::line)
                        .thenComparing(Message::column)
                        .thenComparing(Message::text))
                .toList();
    }

    /** The source without its comments. */
    static String without(String source) {
        return lines(
                source.lines().filter(line -> !MARKER.matcher(line).matches()).toList());
    }

    /** A source without comments, with comments that expect the messages. */
    static String with(String source, List<Message> messages) {
        List<String> lines = new ArrayList<>();
        for (String line : source.lines().toList()) {
            lines.add(line);
            long number =
                    lines.stream().filter(l -> !MARKER.matcher(l).matches()).count();
            for (Message message : sorted(messages)) {
                if (message.line() == number) {
                    lines.add(marker(line, message));
                }
            }
        }
        return lines(lines);
    }

    private static String marker(String line, Message message) {
        int caret = (int) message.column() - 1;
        int indent = Math.min(line.length() - line.stripLeading().length(), caret - 2);
        return " ".repeat(indent) + "//" + " ".repeat(caret - indent - 2) + "^ " + message.text();
    }

    private static String lines(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }
}
