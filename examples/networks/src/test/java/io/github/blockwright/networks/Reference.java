package io.github.blockwright.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The program that has the networks of torchvision, timm and Keras: {@code src/test/python/reference.py}. */
final class Reference implements AutoCloseable {
    private final Process process;
    private final BufferedWriter commands;
    private final BufferedReader answers;

    private Reference(Process process) {
        this.process = process;
        this.commands = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts it, or skips the test where there is no Python with its packages. */
    static Reference start() throws IOException {
        String python = System.getProperty("blockwright.python", "python3");
        ProcessBuilder builder = new ProcessBuilder(python, "src/test/python/reference.py");
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        Reference reference = new Reference(builder.start());
        assumeThat(reference.answers.readLine())
                .as(
                        "%s with the packages of src/test/python/requirements.txt is needed: pass"
                                + " -Dblockwright.python=<virtual environment>/bin/python",
                        python)
                .isEqualTo("ready");
        return reference;
    }

    /**
     * A new network of theirs.
     *
     * @return its parameters and multiply-adds
     */
    List<Long> make(String library, String name, int size, Path file) {
        String answer = answer("make", library, name, size, file);
        return List.of(answer.split(" ", -1)).stream().map(Long::valueOf).toList();
    }

    /** A new network of theirs as an ONNX model. */
    void export(String library, String name, int size, Path file) {
        answer("onnx", library, name, size, file);
    }

    /** Loads a file strictly into a network of theirs. */
    void check(String library, String name, int size, Path file) {
        answer("check", library, name, size, file);
    }

    private String answer(String command, String library, String name, int size, Path file) {
        try {
            commands.write(String.join(
                    " ",
                    command,
                    library,
                    name,
                    Integer.toString(size),
                    file.toString(),
                    file.getParent().toString()));
            commands.newLine();
            commands.flush();
            String answer = answers.readLine();
            assertThat(answer).as("%s %s %s", command, library, name).startsWith("ok ");
            return answer.substring("ok ".length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The numbers that it wrote. */
    static float[] floats(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        float[] floats = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(floats);
        return floats;
    }

    @Override
    public void close() throws IOException {
        commands.close();
        process.destroy();
    }
}
