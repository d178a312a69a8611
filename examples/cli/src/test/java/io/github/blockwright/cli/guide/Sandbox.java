package io.github.blockwright.cli.guide;

import ai.djl.ndarray.NDManager;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.blockwright.networks.ImageNetMobileNetV2Block;
import io.github.blockwright.networks.KerasMobileNetV2Block;
import io.github.blockwright.networks.MobileNetV3LargeBlock;
import io.github.blockwright.networks.MobileNetV3SmallBlock;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.data.ImageDataset;
import io.github.blockwright.runtime.data.Shapes;
import io.github.blockwright.runtime.weights.Family;
import io.github.blockwright.runtime.weights.NameMap;
import io.github.blockwright.runtime.weights.Weights;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * A folder as readers of the guide have it: pictures of ten classes in {@code photos} and of five in {@code mushrooms}, some in
 * {@code holidays}, {@code basket.jpg} and {@code photo.jpg}, files of weights as published but for their values, runs of
 * {@code MyNet} and of {@code MobileNetV3Small}, and the command {@code blockwright}. All pictures are drawn.
 */
final class Sandbox {
    /** A block takes less than one on a quiet machine. */
    private static final int MOST_MINUTES = 10;

    private static final List<String> MUSHROOMS = List.of("boletus", "chanterelle", "fly agaric", "morel", "parasol");

    private static final Pattern DIRECTORY = Pattern.compile("\\.directory\\(Path\\.of\\(\"([^\"]+)\"\\)");

    private final Path folder;
    private final Path classes;

    /** What became of a block. */
    record Outcome(int code, String output) {}

    /** @param folder with the compiled blocks in {@code target/classes} */
    Sandbox(Path folder, Path classes) throws IOException {
        this.folder = folder;
        this.classes = classes;
        ImageDataset drawn = Shapes.generate(100, 2, 64);
        for (int i = 0; i < 60; i++) {
            write(drawn, i, "photos/" + drawn.classes().get(drawn.label(i)) + "/" + i + ".jpg");
        }
        for (int i = 0; i < 40; i++) {
            write(drawn, 60 + i, "mushrooms/" + MUSHROOMS.get(i % 5) + "/" + i + ".jpg");
        }
        for (String name : List.of("basket.jpg", "photo.jpg", "holidays/1.jpg", "holidays/2.jpg")) {
            write(drawn, 7, name);
        }
        Files.writeString(folder.resolve("pom.xml"), "<project/>");
        Files.writeString(folder.resolve("classes.txt"), "cat\ndog\n");
        weights();
        Path command = Files.writeString(
                Files.createDirectories(folder.resolve("bin")).resolve("blockwright"),
                "#!/bin/sh\nexec " + String.join(" ", java()) + " io.github.blockwright.cli.Main \"$@\"\n");
        if (!command.toFile().setExecutable(true)) {
            throw new IOException(command + " cannot be made executable");
        }
    }

    private void write(ImageDataset drawn, int i, String file) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        ImageIO.write(drawn.picture(i), "jpg", path.toFile());
    }

    private void weights() throws IOException {
        Path hub = Files.createDirectories(folder.resolve("torch/hub/checkpoints"));
        save(new MobileNetV3SmallBlock(), Family.TORCHVISION, hub.resolve("mobilenet_v3_small-047dcff4.pth"));
        save(new MobileNetV3SmallBlock(), Family.TORCHVISION, folder.resolve("mobilenet_v3_small.pth"));
        save(new MobileNetV3LargeBlock(), Family.TORCHVISION, folder.resolve("mobilenet_v3_large.pth"));
        save(new ImageNetMobileNetV2Block(), Family.TORCHVISION, folder.resolve("mobilenet_v2.pth"));
        save(new ImageNetMobileNetV2Block(), Family.TIMM, folder.resolve("model.safetensors"));
        save(new KerasMobileNetV2Block(), Family.KERAS, folder.resolve("mobilenet_v2.h5"));
        JsonObject index = new JsonObject();
        for (int i = 0; i < 1000; i++) {
            JsonArray names = new JsonArray();
            names.add("n" + i);
            names.add("class" + i);
            index.add(Integer.toString(i), names);
        }
        Files.writeString(folder.resolve("imagenet_class_index.json"), index.toString());
    }

    private static void save(NetworkBlock<?, ?> block, Family family, Path file) throws IOException {
        try (NDManager manager = NDManager.newBaseManager()) {
            block.initialize(manager);
            Weights.save(block, NameMap.of(block, family), file);
        }
    }

    private List<String> java() {
        return List.of(
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-Dai.djl.offline=true",
                "-Djava.awt.headless=true",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                "'" + classes + File.pathSeparator + System.getProperty("java.class.path") + "'");
    }

    /** Removes the runs that a block makes, since a training begins on no other's directory. */
    void makeRoom(Block block) throws IOException {
        List<String> runs = new ArrayList<>();
        DIRECTORY.matcher(block.text()).results().map(match -> match.group(1)).forEach(runs::add);
        for (List<String> words : Shell.commands(block.text(), "blockwright")) {
            if (List.of("train", "transfer").contains(words.get(1))) {
                int output = words.indexOf("--output");
                runs.add(output < 0 ? "runs/" + words.get(2) : words.get(output + 1));
            }
        }
        for (String run : runs) {
            if (Files.exists(folder.resolve(run))) {
                try (Stream<Path> files = Files.walk(folder.resolve(run))) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
        }
    }

    /** A shell's script, or a Java program that a block is. */
    Outcome run(String script) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder("bash", "-e", "-o", "pipefail", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JAVA_OPTS", "BLOCKWRIGHT_OPTS"));
        environment.put("PATH", folder.resolve("bin") + File.pathSeparator + environment.get("PATH"));
        environment.put("TORCH_HOME", folder.resolve("torch").toString());
        Process process = builder.start();
        boolean ended = process.waitFor(MOST_MINUTES, TimeUnit.MINUTES);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        String text = Files.readString(output, StandardCharsets.UTF_8);
        return ended
                ? new Outcome(process.exitValue(), text)
                : new Outcome(-1, text + "\nnot over after " + MOST_MINUTES + " minutes");
    }

    Outcome python(String program) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("program.py"), program);
        return run("'" + System.getProperty("blockwright.python", "python3") + "' program.py");
    }

    Outcome run(JavaUnit unit) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(java());
        command.add(unit.className());
        command.add(unit.block().note("arguments").orElse(""));
        return run(String.join(" ", command));
    }
}
