package io.github.blockwright.cli.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A component of a network's record.
 *
 * @param above the comments on lines of their own before it
 * @param before further annotations before the operator, each with a space; mostly none
 * @param operator its last annotation
 * @param type its type
 * @param name its name
 * @param behind the comment behind its comma, or nothing
 */
record Row(List<String> above, String before, Annotation operator, String type, String name, String behind) {
    /** The rows between a record's parentheses; empty where anything there is not understood. */
    static Optional<List<Row>> all(List<Token> components) {
        List<Row> rows = new ArrayList<>();
        for (List<Token> component : Token.split(components)) {
            int at = 0;
            if (!rows.isEmpty() && behindComma(component)) {
                rows.add(rows.remove(rows.size() - 1).with(component.get(at++).text()));
            }
            List<String> above = new ArrayList<>();
            while (at < component.size() && component.get(at).isComment()) {
                above.add(component.get(at++).text());
            }
            Optional<Row> row = of(above, component.subList(at, component.size()));
            if (row.isEmpty()) {
                return Optional.empty();
            }
            rows.add(row.get());
        }
        return Optional.of(rows);
    }

    private static boolean behindComma(List<Token> component) {
        return !component.isEmpty()
                && component.get(0).text().startsWith("//")
                && !component.get(0).startsLine();
    }

    private static Optional<Row> of(List<String> above, List<Token> tokens) {
        String before = "";
        Annotation operator = null;
        int at = 0;
        while (at < tokens.size() && tokens.get(at).is("@")) {
            before += operator == null ? "" : operator + " ";
            int end = Annotation.end(tokens, at);
            operator = Annotation.of(tokens.subList(at, end));
            at = end;
        }
        int name = tokens.size() - 1;
        if (operator == null
                || at >= name
                || !tokens.get(name).isWord()
                || tokens.stream().anyMatch(Token::isComment)) {
            return Optional.empty();
        }
        String type = Token.join(tokens.subList(at, name));
        return Optional.of(
                new Row(above, before, operator, type, tokens.get(name).text(), ""));
    }

    private Row with(String comment) {
        return new Row(above, before, operator, type, name, comment);
    }

    /** Whether the two have the same operator, so that they share its columns. */
    boolean isLike(Row other) {
        return before.equals(other.before) && operator.name().equals(other.operator.name());
    }
}
