package io.github.blockwright.cli;

import io.github.blockwright.runtime.engine.EngineMemory;
import io.github.blockwright.runtime.engine.NoMemory;
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
import java.nio.file.NotDirectoryException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code blockwright}. */
@Command(
        name = "blockwright",
        description = "Small vision networks, declared as tables in Java records.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class Main implements Runnable {
    static final int PROBLEMS = 3;
    static final int INTERRUPTED = 130;

    private static final String FIRST_STEPS = """
            Small vision networks, declared as tables in Java records.

            To see it work, on drawn shapes, in a minute:
              blockwright train ShapesNet --epochs 2
            With a folder of photos that has a folder for each class:
              blockwright data photos
              blockwright transfer MobileNetV3Small --data photos --download-weights
              blockwright predict runs/MobileNetV3Small photo.jpg
            To write a network and programs of your own:
              blockwright init my-classifier --network MobileNetV3Small --classes cat,dog
            If something does not work:
              blockwright doctor

            All commands: blockwright --help
            """;

    @Option(
            names = "--stack-trace",
            scope = ScopeType.INHERIT,
            description = "Show where an error arose, for a bug report.")
    private boolean stackTrace;

    @Spec
    private CommandSpec spec;

    /** Runs a command and exits with its code. */
    public static void main(String[] arguments) throws Exception {
        // Pictures are drawn into files: no display is asked for, be it there or not.
        System.setProperty("java.awt.headless", "true");
        PrintWriter out = new PrintWriter(System.out, true, Charset.defaultCharset());
        PrintWriter err = new PrintWriter(System.err, true, Charset.defaultCharset());
        LackOfMemory.endsTheProcess(err);
        Callable<Integer> command = () -> {
            StopSignals signals = StopSignals.over(Thread.currentThread(), err);
            return signals.exitCode(run(out, err, arguments));
        };
        int code = Subcommands.needEngine(arguments) ? EngineMemory.call(command) : command.call();
        System.exit(StandardOutput.exitCode(code, err));
    }

    /** Runs a command and gives its exit code. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine command = commandLine(arguments);
        command.setOut(out);
        command.setErr(err);
        int code;
        try {
            code = command.execute(arguments);
        } catch (VirtualMachineError | LinkageError e) {
            Optional<String> noMemory = NoMemory.reason(e);
            if (noMemory.isEmpty() && !(e instanceof StackOverflowError)) {
                throw e;
            }
            err.println("error: " + LackOfMemory.message(noMemory.orElse(e.toString())));
            code = CommandLine.ExitCode.SOFTWARE;
        }
        // The writers flush by themselves after a line only, and the process ends without asking them.
        out.flush();
        err.flush();
        return code;
    }

    /** The command with those below it that the arguments may need; with all where there are none. */
    static CommandLine commandLine(String... arguments) {
        Main main = new Main();
        CommandLine command = new CommandLine(main);
        Subcommands.addTo(command, arguments);
        command.setCaseInsensitiveEnumValuesAllowed(true);
        command.setExecutionExceptionHandler(main.handler());
        command.setParameterExceptionHandler(Main::explain);
        Arguments.guard(command);
        sayExitCodes(command);
        command.getSubcommands().values().forEach(Main::sayExitCodes);
        return command;
    }

    private static void sayExitCodes(CommandLine command) {
        Map<String, String> codes = new LinkedHashMap<>();
        codes.put("0", "all went well");
        codes.put("1", "the work failed, or a part of it");
        codes.put("2", "the command line is wrong");
        codes.put("3", "data or doctor found a problem");
        codes.put("130", "it was interrupted; 143 when terminated, 129 when its terminal went away");
        command.getCommandSpec()
                .usageMessage()
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(codes);
    }

    @Override
    public void run() {
        spec.commandLine().getOut().print(FIRST_STEPS);
    }

    /** A wrong command line gets one line and where to read on, not the whole help. */
    private static int explain(ParameterException exception, String[] arguments) {
        CommandLine command = exception.getCommandLine();
        command.getErr().println(command.getColorScheme().errorText("error: " + Arguments.message(exception)));
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
            boolean isOfAValue =
                    exception instanceof IllegalArgumentException || exception instanceof NoSuchFileException;
            String message =
                    isOfAValue ? Arguments.naming(message(exception), command.getParseResult()) : message(exception);
            command.getErr().println(command.getColorScheme().errorText("error: " + message));
            return CommandLine.ExitCode.SOFTWARE;
        };
    }

    private static String stopped(CancellationException exception, List<String> arguments) {
        if (!(exception instanceof TrainingStoppedException training)) {
            return "interrupted";
        }
        return training.getMessage() + (training.isResumable() ? "\ngo on with: " + GoingOn.command(arguments) : "");
    }

    /** What went wrong and what to do, in a line. */
    static String message(Exception exception) {
        Optional<String> noMemory = NoMemory.reason(exception);
        if (noMemory.isPresent() && !(exception instanceof TrainingException)) {
            // A training says more of what it could do with less.
            return LackOfMemory.message(noMemory.get());
        }
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
        if (exception instanceof NotDirectoryException) {
            return exception.getFile() + ": this is no folder; check the path";
        }
        if (exception instanceof AccessDeniedException) {
            return exception.getFile() + ": access is denied; check its permissions";
        }
        return exception.getMessage();
    }
}
