package io.github.blockwright.cli;

import io.github.blockwright.runtime.engine.EngineMemory;
import io.github.blockwright.runtime.train.TrainingException;
import io.github.blockwright.runtime.train.TrainingStoppedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The command {@code blockwright}. Exit codes: 0 if all went well, 1 if the work failed, or a part of it, 2 if the command line
 * is wrong, 3 if {@code data} found problems, 128 and the
 * signal's number, such as 130, if it was stopped.
 */
@Command(
        name = "blockwright",
        description = "Small vision networks, declared as tables in Java records.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            SummaryCommand.class,
            NetworksCommand.class,
            DataCommand.class,
            TrainCommand.class,
            EvaluateCommand.class,
            PredictCommand.class,
            ExportCommand.class,
            ConvertCommand.class,
            TransferCommand.class,
            FormatCommand.class,
            SpiralCommand.class,
            AblationCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Main implements Runnable {
    static final int INTERRUPTED = 130;

    @Option(
            names = "--stack-trace",
            scope = ScopeType.INHERIT,
            description = "Show where an error arose, for a bug report.")
    private boolean stackTrace;

    @Spec
    private CommandSpec spec;

    /** Runs a command and exits with its code. */
    public static void main(String[] arguments) throws Exception {
        PrintWriter out = new PrintWriter(System.out, true, Charset.defaultCharset());
        PrintWriter err = new PrintWriter(System.err, true, Charset.defaultCharset());
        int code = EngineMemory.call(() -> {
            StopSignals signals = StopSignals.over(Thread.currentThread(), err);
            return signals.exitCode(run(out, err, arguments));
        });
        System.exit(code);
    }

    /** Runs a command and gives its exit code. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        Main main = new Main();
        CommandLine command = new CommandLine(main);
        command.setOut(out);
        command.setErr(err);
        command.setCaseInsensitiveEnumValuesAllowed(true);
        command.setExecutionExceptionHandler(main.handler());
        command.setParameterExceptionHandler(Main::explain);
        int code = command.execute(arguments);
        // The writers flush by themselves after a line only, and the process ends without asking them.
        out.flush();
        err.flush();
        return code;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Which command? summary, networks, data, train, evaluate, predict, export, convert, transfer, format, spiral"
                        + " or ablation");
    }

    /** A wrong command line gets one line and where to read on, not the whole help. */
    private static int explain(ParameterException exception, String[] arguments) {
        CommandLine command = exception.getCommandLine();
        command.getErr().println(command.getColorScheme().errorText("error: " + exception.getMessage()));
        command.getErr().println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return CommandLine.ExitCode.USAGE;
    }

    /** An error of the user's or the machine's is a message; anything else is ours, and says how to tell us. */
    private IExecutionExceptionHandler handler() {
        return (exception, command, parsed) -> {
            if (stackTrace) {
                exception.printStackTrace(command.getErr());
            }
            if (exception instanceof CancellationException cancelled) {
                command.getErr().println(stopped(cancelled, parsed.originalArgs()));
                return INTERRUPTED;
            }
            command.getErr().println(command.getColorScheme().errorText("error: " + message(exception)));
            return CommandLine.ExitCode.SOFTWARE;
        };
    }

    private static String stopped(CancellationException exception, List<String> arguments) {
        if (!(exception instanceof TrainingStoppedException training)) {
            return "interrupted";
        }
        return training.getMessage() + (training.isWritten() ? "\ngo on with: " + GoingOn.command(arguments) : "");
    }

    /** What went wrong and what to do, in a line. */
    static String message(Exception exception) {
        if (exception instanceof UncheckedIOException unchecked) {
            return message(unchecked.getCause());
        }
        if (exception instanceof FileSystemException file && file.getReason() == null) {
            return withReason(file);
        }
        String message = Objects.requireNonNullElse(exception.getMessage(), "no message");
        boolean expected = exception instanceof IOException
                || exception instanceof IllegalArgumentException
                || exception instanceof IllegalStateException
                || exception instanceof TrainingException;
        return expected
                ? message
                : exception.getClass().getSimpleName() + ": " + message + " (run again with --stack-trace for details)";
    }

    /** Java's own message is then the file's name alone, and the class says the rest. */
    private static String withReason(FileSystemException exception) {
        if (exception instanceof NoSuchFileException) {
            return exception.getFile() + ": there is no such file or folder; check the path";
        }
        if (exception instanceof FileAlreadyExistsException) {
            return exception.getFile() + ": there is a file of this name already; give another path";
        }
        if (exception instanceof AccessDeniedException) {
            return exception.getFile() + ": access is denied; check its permissions";
        }
        return exception.getMessage();
    }
}
