package io.github.blockwright.cli.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Aligns network tables: the components of a record with {@code @Network} stand one in a line, those with the same
 * annotation one after the other have their attributes below each other, and types and names are columns too. Only white
 * space changes. A table with something that is not understood, such as a comment within a row, stays as it is.
 */
public final class TableFormat {
    private static final Set<String> MODIFIERS =
            Set.of("public", "protected", "private", "static", "final", "strictfp");
    private static final Pattern MARKDOWN = Pattern.compile("(?ms)^( *```java *\\R)(.*?)(^ *```)");

    /** A row whose annotations have more characters than this does not widen the columns; MobileNetV3's have 137. */
    private static final int WIDE = 140;

    private TableFormat() {}

    /** Markdown with the tables of its Java examples aligned. */
    public static String markdown(String text) {
        return MARKDOWN.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(match.group(1) + java(match.group(2)) + match.group(3)));
    }

    /** Java source with its tables aligned. */
    public static String java(String source) {
        if (!source.contains("Network") || !source.contains("record")) {
            return source;
        }
        List<Token> tokens = Token.all(source);
        String lineBreak = source.contains("\r\n") ? "\r\n" : "\n";
        StringBuilder aligned = new StringBuilder();
        int done = 0;
        for (int i = 0; i < tokens.size(); i++) {
            int opening = opening(tokens, i);
            if (opening > 0) {
                int closing = Token.closing(tokens, opening);
                aligned.append(text(tokens.subList(done, opening + 1)));
                List<Token> table = tokens.subList(opening + 1, closing + 1);
                aligned.append(table(table, lineBreak + indent(tokens, opening) + " ".repeat(8))
                        .orElse(text(table)));
                done = closing + 1;
                i = closing;
            }
        }
        return aligned.append(text(tokens.subList(done, tokens.size()))).toString();
    }

    /** Where the components open of the record whose {@code @Network} starts here, or -1. */
    private static int opening(List<Token> tokens, int start) {
        if (!tokens.get(start).is("@")) {
            return -1;
        }
        int at = Annotation.end(tokens, start);
        String name = Annotation.of(tokens.subList(start, at)).name();
        if (!name.equals("Network") && !name.endsWith(".Network")) {
            return -1;
        }
        while (at < tokens.size() && belongsBeforeRecord(tokens.get(at))) {
            at = tokens.get(at).is("@") ? Annotation.end(tokens, at) : at + 1;
        }
        boolean isRecord = at + 2 < tokens.size()
                && tokens.get(at).is("record")
                && tokens.get(at + 2).is("(");
        return isRecord ? at + 2 : -1;
    }

    private static boolean belongsBeforeRecord(Token token) {
        return token.is("@") || token.isComment() || MODIFIERS.contains(token.text());
    }

    /** The white space in front of the line of this token. */
    private static String indent(List<Token> tokens, int at) {
        int first = at;
        while (first > 0 && !tokens.get(first).startsLine()) {
            first--;
        }
        String space = tokens.get(first).space();
        return space.substring(space.lastIndexOf('\n') + 1);
    }

    /** The components up to the closing parenthesis, aligned; empty if they are not understood or one row in one line. */
    private static Optional<String> table(List<Token> tokens, String lineBreak) {
        boolean oneLine = tokens.stream().noneMatch(Token::startsLine);
        return Row.all(tokens.subList(0, tokens.size() - 1))
                .filter(rows -> rows.size() > 1 || !oneLine)
                .map(rows -> lineBreak + String.join(lineBreak, lines(rows)) + ")")
                .filter(aligned -> squeezed(aligned).equals(squeezed(text(tokens))));
    }

    private static List<String> lines(List<Row> rows) {
        List<String> operators = new ArrayList<>();
        while (operators.size() < rows.size()) {
            operators.addAll(operators(likeFirst(rows.subList(operators.size(), rows.size()))));
        }
        List<String> beforeTypes = padded(operators);
        List<String> beforeNames = padded(rows.stream().map(Row::type).toList());
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            lines.addAll(row.above());
            String end = (i < rows.size() - 1 ? "," : "") + (row.behind().isEmpty() ? "" : " " + row.behind());
            lines.add(beforeTypes.get(i) + beforeNames.get(i) + row.name() + end);
        }
        return lines;
    }

    /** The first rows, as many as have the operator of the first. */
    private static List<Row> likeFirst(List<Row> rows) {
        int end = 1;
        while (end < rows.size() && rows.get(end).isLike(rows.get(0))) {
            end++;
        }
        return rows.subList(0, end);
    }

    /** The annotations of like rows in columns, unless that would make the widest of them too wide. */
    private static List<String> operators(List<Row> rows) {
        List<Annotation> operators = rows.stream().map(Row::operator).toList();
        List<String> plain = operators.stream().map(Annotation::toString).toList();
        List<String> aligned = Annotation.align(operators);
        String before = rows.get(0).before();
        return (width(aligned) <= Math.max(WIDE, width(plain)) ? aligned : plain)
                .stream().map(operator -> before + operator).toList();
    }

    /** Filled up to the longest, and a space; what is too wide for a column of all rows fills one of its own. */
    private static List<String> padded(List<String> texts) {
        Map<Boolean, Integer> widths = texts.stream()
                .map(String::length)
                .collect(Collectors.toMap(TableFormat::isWide, Function.identity(), Math::max));
        return texts.stream()
                .map(text -> text + " ".repeat(widths.get(isWide(text.length())) + 1 - text.length()))
                .toList();
    }

    private static boolean isWide(int width) {
        return width > WIDE;
    }

    private static int width(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElseThrow();
    }

    private static String text(List<Token> tokens) {
        return tokens.stream().map(token -> token.space() + token.text()).collect(Collectors.joining());
    }

    private static String squeezed(String text) {
        return text.replaceAll("\\s+", "");
    }
}
