package io.github.blockwright.cli.format;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word, number, string, comment or sign of Java source. All tokens one after the other, each behind its white space, are
 * the source again.
 *
 * @param space the white space before it
 * @param text the token itself; empty at the end of the source
 */
record Token(String space, String text) {
    // Possessive where a long literal would otherwise exhaust the stack.
    private static final Pattern PATTERN = Pattern.compile("""
            (?<space>\\s*+)
            (?<text>
                //[^\\r\\n]*+ | /\\*.*?\\*/
                | \"""[^"\\\\]*+(?:(?:\\\\.|"(?!""))[^"\\\\]*+)*+\"""
                | "[^"\\\\\\r\\n]*+(?:\\\\.[^"\\\\\\r\\n]*+)*+" | '[^'\\\\\\r\\n]*+(?:\\\\.[^'\\\\\\r\\n]*+)*+'
                | \\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*+ | [0-9][\\w.]*+
                | . | \\z
            )""", Pattern.COMMENTS | Pattern.DOTALL);

    static List<Token> all(String source) {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = PATTERN.matcher(source);
        while (matcher.find()) {
            tokens.add(new Token(matcher.group("space"), matcher.group("text")));
        }
        return tokens;
    }

    boolean is(String expected) {
        return text.equals(expected);
    }

    boolean isWord() {
        return !text.isEmpty() && Character.isJavaIdentifierStart(text.charAt(0));
    }

    boolean isComment() {
        return text.startsWith("//") || text.startsWith("/*");
    }

    boolean startsLine() {
        return space.contains("\n");
    }

    /** The tokens in one line. */
    static String join(List<Token> tokens) {
        StringBuilder line = new StringBuilder();
        String previous = "(";
        for (Token token : tokens) {
            boolean inside = !previous.equals("(") && !previous.equals("{") && !")},".contains(token.text);
            line.append(inside && !token.space.isEmpty() ? " " : "").append(token.text);
            previous = token.text;
        }
        return line.toString();
    }

    /** The tokens between the commas outside all brackets. */
    static List<List<Token>> split(List<Token> tokens) {
        List<List<Token>> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).is(",")) {
                parts.add(tokens.subList(start, i));
                start = i + 1;
            } else {
                i = closing(tokens, i);
            }
        }
        parts.add(tokens.subList(start, tokens.size()));
        return parts;
    }

    /** Where the bracket that opens here is closed, or the last token if it never is; without a bracket, here. */
    static int closing(List<Token> tokens, int opening) {
        int depth = 0;
        for (int i = opening; i < tokens.size(); i++) {
            String text = tokens.get(i).text;
            if (text.equals("(") || text.equals("{") || text.equals("[")) {
                depth++;
            } else if (text.equals(")") || text.equals("}") || text.equals("]")) {
                depth--;
            }
            if (depth <= 0) {
                return i;
            }
        }
        return tokens.size() - 1;
    }
}
