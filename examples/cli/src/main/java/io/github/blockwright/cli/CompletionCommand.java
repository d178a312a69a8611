package io.github.blockwright.cli;

import io.github.blockwright.runtime.files.AtomicFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "completion",
        description = {
            "Lets the shell complete commands, options and networks.",
            "'blockwright completion --install' does it for bash, from the next shell on; in zsh, put 'source <(blockwright"
                    + " completion)' into ~/.zshrc."
        },
        mixinStandardHelpOptions = true)
final class CompletionCommand implements Callable<Integer> {
    private static final String NAME = "blockwright";

    @Option(names = "--install", description = "Write the script to where bash looks for it, instead of printing it.")
    private boolean install;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        CommandLine whole = spec.commandLine().getParent();
        String script = AutoComplete.bash(NAME, whole);
        if (!install) {
            out.print(script);
            return 0;
        }
        Path file = folder(Path.of(System.getProperty("user.home")), System.getenv())
                .resolve(NAME);
        AtomicFiles.write(file, part -> Files.writeString(part, script));
        out.println("written to " + file + "; it works in the next shell, if bash-completion is installed, or after"
                + " 'source " + file + "'");
        return 0;
    }

    /** Where bash-completion looks for what a user adds. */
    static Path folder(Path home, Map<String, String> environment) {
        String own = environment.getOrDefault("BASH_COMPLETION_USER_DIR", "");
        if (!own.isBlank()) {
            return Path.of(own).resolve("completions");
        }
        String data = environment.getOrDefault("XDG_DATA_HOME", "");
        return (data.isBlank() ? home.resolve(".local/share") : Path.of(data))
                .resolve("bash-completion")
                .resolve("completions");
    }
}
