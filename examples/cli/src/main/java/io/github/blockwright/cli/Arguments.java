package io.github.blockwright.cli;

import io.github.blockwright.runtime.names.Nearest;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What holds for the arguments of every command. */
final class Arguments {
    private Arguments() {}

    /** Makes a command and those below it refuse what no argument can be. */
    static void guard(CommandLine command) {
        command.registerConverter(Double.class, Arguments::number);
        command.registerConverter(double.class, Arguments::number);
        command.registerConverter(Path.class, Arguments::path);
        command.setExecutionStrategy(parsed -> {
            refuseEmpty(parsed);
            return new CommandLine.RunLast().execute(parsed);
        });
    }

    private static Double number(String text) {
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new TypeConversionException("'" + text + "' is not a number");
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new TypeConversionException("'" + text + "' is no valid path: " + e.getReason());
        }
    }

    /** A variable of a script that was never set ends as an empty argument, which would mean the folder that one is in. */
    private static void refuseEmpty(ParseResult parsed) {
        for (ParseResult part = parsed; part != null; part = part.subcommand()) {
            List<ArgSpec> matched = new ArrayList<>(part.matchedOptions());
            matched.addAll(part.matchedPositionals());
            for (ArgSpec argument : matched) {
                if (argument.arity().max() > 0
                        && argument.stringValues().stream().anyMatch(String::isBlank)) {
                    throw new ParameterException(
                            part.commandSpec().commandLine(),
                            name(argument) + " is empty: give a value, or leave it out");
                }
            }
        }
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    /** What is wrong with a command line, and what was meant. */
    static String message(ParameterException exception) {
        if (exception instanceof UnmatchedArgumentException unmatched) {
            String typed = unmatched.getUnmatched().get(0);
            CommandSpec spec = exception.getCommandLine().getCommandSpec();
            if (typed.startsWith("-")) {
                String name = typed.contains("=") ? typed.substring(0, typed.indexOf('=')) : typed;
                List<String> known = spec.options().stream()
                        .flatMap(option -> List.of(option.names()).stream())
                        .toList();
                return "There is no option " + name + " of " + spec.qualifiedName() + question(name, known);
            }
            if (!spec.subcommands().isEmpty()) {
                return "There is no command " + typed
                        + question(typed, List.copyOf(spec.subcommands().keySet()));
            }
        }
        return exception.getMessage();
    }

    /**
     * Says which options an error is about. The library names what it refuses as Java does, and not as the command line does;
     * but it says which value it is.
     */
    static String naming(String message, ParseResult parsed) {
        if (parsed.matchedOptions().stream().anyMatch(option -> message.contains(option.longestName()))) {
            return message;
        }
        // "..., not -1", before which there are the bounds.
        String refused = message.substring(Math.max(0, message.lastIndexOf(", not ")));
        List<String> options = parsed.matchedOptions().stream()
                .filter(option -> option.arity().max() > 0 && isAbout(refused, option.stringValues()))
                .map(OptionSpec::longestName)
                .toList();
        return options.isEmpty() ? message : message + " (" + String.join(", ", options) + ")";
    }

    private static boolean isAbout(String message, List<String> values) {
        return values.stream()
                .flatMap(value -> Stream.concat(Stream.of(value), Stream.of(value.split(","))))
                .flatMap(value -> Stream.of(value, asNumber(value)))
                .anyMatch(value -> !value.isBlank()
                        && Pattern.compile("(?<![\\w.-])" + Pattern.quote(value) + "(?![\\w-]|\\.\\d)")
                                .matcher(message)
                                .find());
    }

    /** As Java prints it. */
    private static String asNumber(String text) {
        try {
            return Double.toString(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return text;
        }
    }

    private static String question(String typed, List<String> known) {
        String question = Nearest.question(typed, known).strip();
        return question.isEmpty() ? "" : "; " + question;
    }
}
