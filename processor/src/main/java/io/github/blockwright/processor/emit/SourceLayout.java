package io.github.blockwright.processor.emit;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts on one line what JavaPoet spreads over several, and leaves out the blank lines between the fields, the accessors and
 * the constants. Lines are joined or left out as a whole, and generated code has no text that spans lines but Javadoc, so
 * what stands inside strings stays as it is.
 */
final class SourceLayout {
    private static final String MEMBER = "    ";
    private static final String CONSTANT = MEMBER + MEMBER;

    private SourceLayout() {}

    /** @param source as JavaPoet writes it, with an indentation of four spaces */
    static String compact(String source) {
        StringBuilder text = new StringBuilder(source.length());
        String before = "";
        List<String> lines = joinAccessors(joinJavadoc(List.of(source.split("\n", -1))));
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean isLast = i + 1 == lines.size();
            if (line.isEmpty() && !isLast && belongTogether(before, lines.get(i + 1))) {
                continue;
            }
            text.append(line).append(isLast ? "" : "\n");
            before = line;
        }
        return text.toString();
    }

    /** A Javadoc of one line becomes one, and an enum constant stands behind its own. */
    private static List<String> joinJavadoc(List<String> lines) {
        List<String> joined = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isBlank()
                    || !line.strip().equals("/**")
                    || !lines.get(i + 2).strip().equals("*/")) {
                joined.add(line);
                continue;
            }
            String indent = line.substring(0, line.indexOf('/'));
            String javadoc = line + lines.get(i + 1).strip().substring(1) + " */";
            i += 2;
            if (indent.equals(CONSTANT)) {
                i++;
                javadoc += " " + lines.get(i).strip();
            }
            joined.add(javadoc);
        }
        return joined;
    }

    /** A method without parameters that returns a field becomes one line. */
    private static List<String> joinAccessors(List<String> lines) {
        List<String> joined = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean isAccessor = line.startsWith(MEMBER + "public ")
                    && line.endsWith("() {")
                    && lines.get(i + 1).startsWith(CONSTANT + "return ")
                    && lines.get(i + 2).equals(MEMBER + "}");
            if (isAccessor) {
                line += " " + lines.get(i + 1).strip() + " }";
                i += 2;
            }
            joined.add(line);
        }
        return joined;
    }

    private static boolean belongTogether(String before, String after) {
        return (isField(before) && isField(after))
                || (isAccessor(before) && after.startsWith(MEMBER + "/** {@return "))
                || (isConstant(before) && isConstant(after));
    }

    private static boolean isField(String line) {
        return line.startsWith(MEMBER + "private final ");
    }

    private static boolean isConstant(String line) {
        return line.startsWith(CONSTANT + "/** ");
    }

    private static boolean isAccessor(String line) {
        return line.startsWith(MEMBER + "public ") && line.endsWith("; }");
    }
}
