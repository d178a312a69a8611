package io.github.blockwright.cli.format;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An annotation of a row.
 *
 * @param name its name as it is written
 * @param attributes what is written between commas, by attribute; a value without one is {@code value}'s
 */
record Annotation(String name, Map<String, String> attributes) {
    /** Where the annotation that starts with this @ ends: the index behind it. */
    static int end(List<Token> tokens, int at) {
        int end = nameEnd(tokens, at);
        return end < tokens.size() && tokens.get(end).is("(") ? Token.closing(tokens, end) + 1 : end;
    }

    /** An annotation from its @ to its closing parenthesis. */
    static Annotation of(List<Token> tokens) {
        int end = nameEnd(tokens, 0);
        Map<String, String> attributes = new LinkedHashMap<>();
        if (end + 2 < tokens.size()) {
            for (List<Token> attribute : Token.split(tokens.subList(end + 1, tokens.size() - 1))) {
                boolean named = attribute.size() > 2 && attribute.get(1).is("=");
                String key = named ? attribute.get(0).text() : "value";
                attributes.put(
                        key,
                        named
                                ? key + " = " + Token.join(attribute.subList(2, attribute.size()))
                                : Token.join(attribute));
            }
        }
        return new Annotation(Token.join(tokens.subList(1, end)), attributes);
    }

    private static int nameEnd(List<Token> tokens, int at) {
        int end = at + 1;
        while (end + 1 < tokens.size()
                && tokens.get(end).isWord()
                && tokens.get(end + 1).is(".")) {
            end += 2;
        }
        return Math.min(end + 1, tokens.size());
    }

    /** Annotations of one name, with like attributes below each other. */
    static List<String> align(List<Annotation> annotations) {
        Map<String, Integer> columns = columns(annotations);
        return annotations.stream()
                .map(annotation -> annotation.toString(columns))
                .toList();
    }

    /** Where each attribute starts; nowhere if the annotations disagree about their order. */
    private static Map<String, Integer> columns(List<Annotation> annotations) {
        Map<String, Integer> widths = new LinkedHashMap<>();
        for (Annotation annotation : annotations) {
            annotation.attributes.forEach((key, text) -> widths.merge(key, text.length(), Math::max));
        }
        Map<String, Integer> columns = new LinkedHashMap<>();
        int start = 0;
        Set<String> left = new LinkedHashSet<>(widths.keySet());
        while (!left.isEmpty()) {
            String next = left.stream()
                    .filter(key -> annotations.stream().allMatch(annotation -> annotation.hasNothingBefore(key, left)))
                    .findFirst()
                    .orElse(null);
            if (next == null) {
                return Map.of();
            }
            columns.put(next, start);
            start += widths.get(next) + ", ".length();
            left.remove(next);
        }
        return columns;
    }

    private boolean hasNothingBefore(String key, Set<String> left) {
        if (!attributes.containsKey(key)) {
            return true;
        }
        return attributes.keySet().stream()
                .filter(left::contains)
                .findFirst()
                .orElseThrow()
                .equals(key);
    }

    private String toString(Map<String, Integer> columns) {
        if (attributes.isEmpty()) {
            return "@" + name;
        }
        StringBuilder line = new StringBuilder();
        attributes.forEach((key, text) -> {
            line.append(line.isEmpty() ? "" : ", ");
            line.append(" ".repeat(Math.max(0, columns.getOrDefault(key, 0) - line.length())));
            line.append(text);
        });
        return "@" + name + "(" + line + ")";
    }

    @Override
    public String toString() {
        return toString(Map.of());
    }
}
