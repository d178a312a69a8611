package io.github.blockwright.cli;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;

/**
 * The commands below {@code blockwright}, by name. Reading the options of all takes longer than many of them work, so only the
 * one that is asked for is added, where it is the first word.
 */
final class Subcommands {
    private static final Map<String, Class<?>> ALL = all();
    // These look at the others.
    private static final Set<String> OF_ALL = Set.of("help", "completion");
    private static final Set<String> WITHOUT_ENGINE =
            Set.of("help", "-h", "--help", "-V", "--version", "init", "summary", "networks", "format", "completion");

    private Subcommands() {}

    private static Map<String, Class<?>> all() {
        Map<String, Class<?>> all = new LinkedHashMap<>();
        all.put("init", InitCommand.class);
        all.put("data", DataCommand.class);
        all.put("transfer", TransferCommand.class);
        all.put("train", TrainCommand.class);
        all.put("evaluate", EvaluateCommand.class);
        all.put("report", ReportCommand.class);
        all.put("compare", CompareCommand.class);
        all.put("dashboard", DashboardCommand.class);
        all.put("calibrate", CalibrateCommand.class);
        all.put("predict", PredictCommand.class);
        all.put("explain", ExplainCommand.class);
        all.put("export", ExportCommand.class);
        all.put("convert", ConvertCommand.class);
        all.put("summary", SummaryCommand.class);
        all.put("profile", ProfileCommand.class);
        all.put("networks", NetworksCommand.class);
        all.put("format", FormatCommand.class);
        all.put("spiral", SpiralCommand.class);
        all.put("ablation", AblationCommand.class);
        all.put("doctor", DoctorCommand.class);
        all.put("completion", CompletionCommand.class);
        all.put("help", CommandLine.HelpCommand.class);
        return Collections.unmodifiableMap(all);
    }

    /** Adds those that these arguments may need. */
    static void addTo(CommandLine command, String... arguments) {
        String first = arguments.length == 0 ? "" : arguments[0];
        if (ALL.containsKey(first) && !OF_ALL.contains(first)) {
            command.addSubcommand(first, ALL.get(first));
        } else {
            ALL.forEach(command::addSubcommand);
        }
    }

    /** Whether these arguments may lead to the engine. */
    static boolean needEngine(String... arguments) {
        return arguments.length > 0 && !WITHOUT_ENGINE.contains(arguments[0]);
    }
}
