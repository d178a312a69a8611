package io.github.blockwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompletionCommandTest {
    @Test
    void theScriptKnowsCommandsOptionsAndNetworks() {
        StringWriter out = new StringWriter();
        assertThat(Main.run(new PrintWriter(out), new PrintWriter(new StringWriter()), "completion"))
                .isZero();
        assertThat(out.toString())
                .startsWith("#!/usr/bin/env bash")
                .contains("transfer", "--label-smoothing", "MobileNetV3Small");
    }

    @Test
    void bashLooksWhereItsVariablesSay() throws IOException {
        Path home = Path.of("home");
        assertThat(CompletionCommand.folder(home, Map.of()))
                .isEqualTo(Path.of("home/.local/share/bash-completion/completions"));
        assertThat(CompletionCommand.folder(home, Map.of("XDG_DATA_HOME", "data")))
                .isEqualTo(Path.of("data/bash-completion/completions"));
        assertThat(CompletionCommand.folder(home, Map.of("BASH_COMPLETION_USER_DIR", "own", "XDG_DATA_HOME", "data")))
                .isEqualTo(Path.of("own/completions"));
    }
}
