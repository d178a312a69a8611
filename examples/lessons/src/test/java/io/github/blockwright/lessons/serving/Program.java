package io.github.blockwright.lessons.serving;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A program of another language, which may be missing. */
record Program(String executable) {
    /** How a program ended and what it printed, errors too. */
    record Run(int code, String output) {}

    /** @throws IOException if there is no such program */
    Run run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(executable));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }

    /** What a program prints, or why it cannot be started. */
    String answer(String... arguments) throws InterruptedException {
        try {
            return run(arguments).output();
        } catch (IOException e) {
            return e.getMessage();
        }
    }
}
