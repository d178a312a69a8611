package io.github.blockwright.cli;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import io.github.blockwright.runtime.report.ProgressLine;
import io.github.blockwright.runtime.train.Training;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** For people or for programs: with {@code --json} the output is one JSON value, and what is said meanwhile goes beside it. */
public final class OutputOptions {
    @Option(names = "--json", description = "Print the figures as JSON, for programs; all else goes to standard error.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** Whether a program reads. */
    boolean isJson() {
        return json;
    }

    /** Where to say things. */
    PrintWriter text() {
        return json ? spec.commandLine().getErr() : spec.commandLine().getOut();
    }

    /** A training that prints to where things are said. */
    Training quieten(Training training) {
        return json ? training.quiet().listener(new ProgressLine(System.err)) : training;
    }

    /** Prints the figures, if a program reads. */
    void print(JsonElement figures) {
        if (json) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(new GsonBuilder()
                    .setPrettyPrinting()
                    .disableHtmlEscaping()
                    .serializeNulls()
                    .create()
                    .toJson(figures));
        }
    }
}
