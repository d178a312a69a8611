package io.github.blockwright.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code convert} between torchvision, timm and Keras, which make the weights, and load what came out strictly, into
 * networks that give the same outputs; {@code mvn -Pinterop}.
 */
@Tag("interop")
class ConvertInteropTest {
    private static final double TOLERANCE = 1e-4;

    private static Process python;
    private static PrintWriter commands;
    private static BufferedReader answers;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws IOException {
        String program = System.getProperty("blockwright.python", "python3");
        python = new ProcessBuilder(program, "../networks/src/test/python/reference.py")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        commands = new PrintWriter(python.getOutputStream(), true, StandardCharsets.UTF_8);
        answers = new BufferedReader(new InputStreamReader(python.getInputStream(), StandardCharsets.UTF_8));
        assumeThat(answers.readLine())
                .as("%s with the packages of examples/networks/src/test/python/requirements.txt is needed", program)
                .isEqualTo("ready");
    }

    @AfterAll
    static void stop() {
        python.destroy();
    }

    @ParameterizedTest
    @CsvSource({
        "make, torchvision, mobilenet_v3_small, in.pth, MobileNetV3Small, TIMM, timm, mobilenetv3_small_100, out.safetensors",
        "make, timm, mobilenetv3_small_100, in.safetensors, MobileNetV3Small, TORCHVISION, torchvision, mobilenet_v3_small,"
                + " out.pth",
        "make, timm, tf_mobilenetv3_small_100, in.pth, MobileNetV3Small, KERAS, keras, MobileNetV3Small, out.weights.h5",
        "make, keras, MobileNetV3Small, in.weights.h5, MobileNetV3Small, TIMM_TF, timm, tf_mobilenetv3_small_100, out.pth",
        "make, keras, MobileNetV2, in.keras, ImageNetMobileNetV2, KERAS, keras, MobileNetV2, out.h5",
        "make, keras, MobileNetV2, in.h5, ImageNetMobileNetV2, KERAS, keras, MobileNetV2, out.keras",
        "onnx, torchvision, resnet50, in.onnx, ResNet50, TIMM, timm, resnet50, out.safetensors",
        "onnx, timm, mobilenetv3_small_100, in.onnx, MobileNetV3Small, TORCHVISION, torchvision, mobilenet_v3_small, out.pth",
        "onnx, torchvision, mobilenet_v2, named.onnx, ImageNetMobileNetV2, TORCHVISION, torchvision, mobilenet_v2, out.pth"
    })
    void whatIsConvertedComputesTheSameThere(
            String how,
            String from,
            String name,
            String in,
            String network,
            String family,
            String to,
            String nameThere,
            String out)
            throws IOException {
        ask(how, from, name, in);
        float[] expected = floats(folder.resolve("outputs"));

        StringWriter messages = new StringWriter();
        List<String> command =
                new ArrayList<>(List.of("convert", folder.resolve(in).toString()));
        command.addAll(List.of(folder.resolve(out).toString(), "--network", network, "--to", family));
        if (name.startsWith("tf_")) {
            // Their names are those of timm's own, whose convolutions pad otherwise.
            command.addAll(List.of("--family", "TIMM_TF"));
        }
        int code = Main.run(
                new PrintWriter(messages, true), new PrintWriter(messages, true), command.toArray(String[]::new));
        assertThat(code).as(messages.toString()).isZero();
        ask("check", to, nameThere, out);

        float[] found = floats(folder.resolve("outputs"));
        assertThat(found).hasSameSizeAs(expected);
        double largest = 1;
        double difference = 0;
        for (int i = 0; i < found.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
            difference = Math.max(difference, Math.abs((double) found[i] - expected[i]));
        }
        assertThat(difference / largest).isLessThan(TOLERANCE);
    }

    private void ask(String command, String library, String name, String file) throws IOException {
        commands.println(String.join(
                " ", command, library, name, "224", folder.resolve(file).toString(), folder.toString()));
        assertThat(answers.readLine()).as("%s %s %s", command, library, name).startsWith("ok ");
    }

    private static float[] floats(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        float[] floats = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(floats);
        return floats;
    }
}
