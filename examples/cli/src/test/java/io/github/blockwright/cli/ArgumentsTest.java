package io.github.blockwright.cli;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Every option of every command, with what nobody should give it: an answer, and soon (two seconds of an idle machine). What is
 * refused for a value names the option.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArgumentsTest {
    private static final List<String> VALUES = List.of(
            "0", "-1", "-0.5", "2147483647", "99999999999999999999", "1e308", "-1e308", "NaN", "nonsense", "", " ");

    /** What makes a command end at once: there is nothing to work on. */
    private static final Map<String, String> REST = Map.ofEntries(
            Map.entry("init", "FOLDER/new --network ShapesNet --classes a,b"),
            Map.entry("data", "FOLDER/missing"),
            Map.entry("transfer", "ShapesNet --data FOLDER/missing --weights w"),
            Map.entry("train", "ShapesNet --data FOLDER/missing"),
            Map.entry("evaluate", "ShapesNet --model FOLDER/m-0000.params --data FOLDER/missing"),
            Map.entry("report", "FOLDER/missing"),
            Map.entry("dashboard", "FOLDER/missing"),
            Map.entry("profile", "ShapesNet --predict FOLDER/missing.csv"),
            Map.entry("compare", "FOLDER/missing FOLDER/missing-too"),
            Map.entry("calibrate", "FOLDER/missing"),
            Map.entry("explain", "ShapesNet --model FOLDER/m-0000.params FOLDER/missing.jpg"),
            Map.entry("predict", "ShapesNet --model FOLDER/m-0000.params FOLDER/missing.jpg"),
            Map.entry("export", "ShapesNet --model FOLDER/m-0000.params --output FOLDER/x.onnx"),
            Map.entry("convert", "FOLDER/in.pth FOLDER/out.pth --network ShapesNet"),
            Map.entry("summary", "ShapesNet"),
            Map.entry("networks", ""),
            Map.entry("format", "FOLDER/missing"),
            Map.entry("spiral", "--matrices 1 --output FOLDER/spiral.png"),
            Map.entry("ablation", "--data FOLDER/missing --output FOLDER/runs"),
            Map.entry("doctor", ""),
            Map.entry("completion", ""),
            Map.entry("help", ""));

    @TempDir
    private static Path folder;

    private int number;
    private int asked;
    private Duration slowest = Duration.ZERO;
    private String slowestOf = "";

    /** The engine starts before time counts. */
    @BeforeAll
    static void start() {
        run(List.of("doctor"));
    }

    private record Outcome(int code, String err) {}

    private static Outcome run(List<String> arguments) {
        StringWriter err = new StringWriter();
        int code =
                Main.run(new PrintWriter(new StringWriter()), new PrintWriter(err), arguments.toArray(String[]::new));
        return new Outcome(code, err.toString());
    }

    static Stream<String> commands() {
        return Main.commandLine().getSubcommands().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void anyValueOfAnyOptionIsAnswered(String command) {
        SoftAssertions.assertSoftly(softly -> ask(command, softly));
    }

    private void ask(String command, SoftAssertions softly) {
        for (OptionSpec option : Main.commandLine()
                .getSubcommands()
                .get(command)
                .getCommandSpec()
                .options()) {
            String name = option.longestName();
            if (option.usageHelp() || option.versionHelp()) {
                continue;
            }
            if (option.arity().max() > 0) {
                // Any text is a path, so only none is wrong.
                boolean path = option.type() == Path.class
                        || List.of(option.auxiliaryTypes()).contains(Path.class);
                for (String value : path ? List.of("") : VALUES) {
                    check(softly, command, option, List.of(name + "=" + value));
                }
            }
            String once = option.arity().min() > 0 ? name + "=1" : name;
            check(softly, command, option, List.of(once, once));
        }
    }

    /** The command without this option, with all else that makes a command line whole. */
    private List<String> rest(String command, String option) {
        List<String> rest = new ArrayList<>(List.of(REST.get(command)
                .replace("FOLDER/new", "FOLDER/new" + number++)
                .replace("FOLDER", folder.toString())
                .split(" ")));
        int at = rest.indexOf(option);
        if (at >= 0) {
            rest.subList(at, at + 2).clear();
        }
        rest.removeIf(String::isEmpty);
        return rest;
    }

    private void check(SoftAssertions softly, String command, OptionSpec option, List<String> given) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(given);
        arguments.addAll(rest(command, option.longestName()));
        long started = System.nanoTime();
        Outcome outcome = assertTimeoutPreemptively(
                Duration.ofSeconds(30), () -> run(arguments), () -> String.join(" ", arguments));
        count(Duration.ofNanos(System.nanoTime() - started), arguments);
        softly.assertThat(outcome.code).as("%s%n%s", arguments, outcome.err).isIn(0, 1, 2, 3);
        if (outcome.code == 1 || outcome.code == 2) {
            softly.assertThat(outcome.err)
                    .as("%s", arguments)
                    .startsWith("error: ")
                    .doesNotContain("with --stack-trace for details");
        }
        if (outcome.code == 2 || (outcome.code == 1 && !isOfTheRest(outcome.err, command, option))) {
            softly.assertThat(outcome.err.lines().findFirst().orElseThrow())
                    .as("%s", arguments)
                    .containsAnyOf(option.names());
        }
    }

    /** Whether the rest of the command line is refused for the same reason when the option is not given. */
    private boolean isOfTheRest(String err, String command, OptionSpec option) {
        List<String> without = new ArrayList<>(List.of(command));
        without.addAll(rest(command, option.longestName()));
        return withoutNumbers(run(without).err).equals(withoutNumbers(err));
    }

    /** Each project is another. */
    private static String withoutNumbers(String text) {
        return text.replaceAll("new\\d+", "new");
    }

    private void count(Duration taken, List<String> arguments) {
        asked++;
        if (taken.compareTo(slowest) > 0) {
            slowest = taken;
            slowestOf = String.join(" ", arguments);
        }
    }

    @AfterAll
    void say() {
        System.out.printf(
                Locale.ROOT, "%d command lines, the slowest in %d ms: %s%n", asked, slowest.toMillis(), slowestOf);
    }
}
