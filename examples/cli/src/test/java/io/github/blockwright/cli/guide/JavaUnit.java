package io.github.blockwright.cli.guide;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A Java block as javac takes it: as it stands if it is a whole file, else with imports of all that users write against, and
 * statements as the body of a program.
 *
 * @param className of the type in it, with its package
 * @param isProgram whether it has a main method
 */
record JavaUnit(Block block, String className, String source, boolean isProgram) {
    private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);
    private static final Pattern TYPE = Pattern.compile(
            "^(?:public |final |abstract |static )*(?:record|class|interface|enum) (\\w+)", Pattern.MULTILINE);

    private static final Pattern IMPORT = Pattern.compile("import [\\w.*]+;");

    private static final String TABLE_IMPORTS = """
            import ai.djl.ndarray.NDArray;
            import io.github.blockwright.dsl.*;
            import io.github.blockwright.networks.*;
            """;

    /** Every package that users write against, and those of DJL's and the JDK's that pages use. */
    private static final String PROGRAM_IMPORTS = """
            import ai.djl.*;
            import ai.djl.engine.*;
            import ai.djl.modality.Classifications;
            import ai.djl.ndarray.*;
            import ai.djl.ndarray.types.*;
            import ai.djl.nn.*;
            import ai.djl.training.*;
            import ai.djl.training.dataset.*;
            import ai.djl.training.loss.*;
            import ai.djl.training.optimizer.*;
            import ai.djl.training.tracker.*;
            import ai.djl.translate.*;
            import io.github.blockwright.networks.*;
            import io.github.blockwright.runtime.blocks.*;
            import io.github.blockwright.runtime.dashboard.*;
            import io.github.blockwright.runtime.data.*;
            import io.github.blockwright.runtime.explain.*;
            import io.github.blockwright.runtime.export.*;
            import io.github.blockwright.runtime.pages.*;
            import io.github.blockwright.runtime.profile.*;
            import io.github.blockwright.runtime.recipe.*;
            import io.github.blockwright.runtime.report.*;
            import io.github.blockwright.runtime.serve.*;
            import io.github.blockwright.runtime.train.*;
            import io.github.blockwright.runtime.weights.*;
            import java.io.*;
            import java.nio.file.*;
            import java.time.*;
            import java.util.*;
            import mine.*;
            """;

    static JavaUnit of(Block block) {
        String text = block.text();
        Matcher type = TYPE.matcher(text);
        boolean isType = type.find();
        Matcher given = PACKAGE.matcher(text);
        if (given.find()) {
            return new JavaUnit(block, given.group(1) + "." + type.group(1), text, text.contains("void main("));
        }
        String packageName = "blocks." + block.name();
        String before = block.note("before").orElse("");
        Matcher wanted = IMPORT.matcher(before);
        String imports = wanted.results().map(MatchResult::group).collect(Collectors.joining("\n"));
        String head = "package " + packageName + ";\n" + (isType ? TABLE_IMPORTS : PROGRAM_IMPORTS) + imports + "\n";
        before = wanted.replaceAll("");
        if (isType) {
            return new JavaUnit(
                    block, packageName + "." + type.group(1), head + before + text, text.contains("void main("));
        }
        String source = head
                + "public final class Snippet {\n"
                + "public static void main(String[] arguments) throws Exception {\n"
                + before + "\n{\n" + text + "}\n}\n}\n";
        return new JavaUnit(block, packageName + ".Snippet", source, true);
    }
}
