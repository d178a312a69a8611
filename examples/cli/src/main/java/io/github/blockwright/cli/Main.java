package io.github.blockwright.cli;

import io.github.blockwright.runtime.engine.EngineMemory;
import io.github.blockwright.runtime.train.TrainingException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
 * is wrong, 3 if {@code data} found problems, 130 if it was interrupted.
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
            ExplainCommand.class,
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
        CountDownLatch done = new CountDownLatch(1);
        int code = EngineMemory.call(() -> {
            stopWhenAsked(Thread.currentThread(), done);
            return run(out, err, arguments);
        });
        done.countDown();
        System.exit(code);
    }

    /**
     * On Ctrl-C or a kill, interrupts the command and waits until it has stopped: the process must not end in the middle
     * of the engine's work, which would crash and leave a report of that.
     */
    private static void stopWhenAsked(Thread command, CountDownLatch done) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (done.getCount() > 0) {
                command.interrupt();
                try {
                    done.await(30, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }));
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
                "Which command? summary, networks, data, train, evaluate, predict, explain, export, convert, transfer, format, spiral"
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
            if (exception instanceof CancellationException) {
                command.getErr().println("interrupted; a training goes on after its last whole epoch with --resume");
                return INTERRUPTED;
            }
            command.getErr().println(command.getColorScheme().errorText("error: " + message(exception)));
            return CommandLine.ExitCode.SOFTWARE;
        };
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
