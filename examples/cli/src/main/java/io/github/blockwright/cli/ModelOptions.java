package io.github.blockwright.cli;

import ai.djl.Model;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.weights.Family;
import io.github.blockwright.runtime.weights.Head;
import io.github.blockwright.runtime.weights.NameMap;
import io.github.blockwright.runtime.weights.SavedModel;
import io.github.blockwright.runtime.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where a network's weights come from: a model that was trained here, or a published file. */
public final class ModelOptions {
    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "A model that train wrote, such as runs/NETWORK/last-0000.params.")
    private Path model;

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            description = "Published weights instead: .safetensors, .pth, .h5 or .keras; they need --labels.")
    private Path weights;

    @Option(
            names = "--key",
            paramLabel = "NAME",
            description = "Which dictionary of a PyTorch checkpoint has the weights; default: averaged ones first.")
    private String key;

    @Option(
            names = "--family",
            description = "Whose names published weights have: TORCHVISION, TIMM or KERAS; default ${DEFAULT-VALUE}.")
    private Family family = Family.TORCHVISION;

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description = "The classes of published weights: Keras' imagenet_class_index.json, or one name a line.")
    private Path labels;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** Whether weights are named here. */
    boolean areGiven() {
        return model != null || weights != null;
    }

    /** Whether the weights were published, and so are used as published: on the middle of a larger picture. */
    public boolean arePublished() {
        return weights != null;
    }

    /**
     * Opens the network with its weights.
     *
     * @throws IOException if a file cannot be read; the message says which and why
     * @throws ParameterException if the options do not go together
     * @throws IllegalArgumentException if a folder is given, or there are more or fewer classes than the network has outputs
     */
    SavedModel open(NetworkBlock<?, ?> block, ModelArgument.Reading reading) throws IOException {
        if ((model == null) == (weights == null)) {
            throw new ParameterException(spec.commandLine(), "Give the weights with either --model or --weights");
        }
        if (weights == null && key != null) {
            throw new ParameterException(spec.commandLine(), "--key chooses among what --weights has: add --weights");
        }
        if (weights != null && labels == null) {
            throw new ParameterException(spec.commandLine(), "--weights has no names of classes: add --labels");
        }
        refuseFolder("--model", model);
        refuseFolder("--weights", weights);
        refuseFolder("--labels", labels);
        SavedModel saved = model == null ? published(block) : reading.load(model, Optional.of(forItsClasses(block)));
        long outputs =
                saved.block().outputShape(block.summary().input().shape(1)).get(1);
        if (saved.classes().size() != outputs) {
            saved.close();
            throw new IllegalArgumentException((model == null ? labels : model) + " names "
                    + saved.classes().size() + " classes, but "
                    + block.summary().name() + " has " + outputs
                    + " outputs: name one class for each");
        }
        return saved;
    }

    private NetworkBlock<?, ?> forItsClasses(NetworkBlock<?, ?> block) throws IOException {
        int classes = SavedModel.classesOf(model).size();
        return block.summary().takesClasses() ? block.forClasses(classes) : block;
    }

    private SavedModel published(NetworkBlock<?, ?> block) throws IOException {
        List<String> classes = readLabels();
        Model djl = Model.newInstance(block.summary().name());
        try {
            Weights.load(
                    block,
                    NameMap.of(block, family),
                    weights,
                    Optional.ofNullable(key),
                    Head.STRICT,
                    djl.getNDManager());
            djl.setBlock(block);
            return new SavedModel(djl, block, classes);
        } catch (IOException | RuntimeException e) {
            djl.close();
            throw e;
        }
    }

    private static void refuseFolder(String option, Path path) {
        if (path != null && Files.isDirectory(path)) {
            throw new IllegalArgumentException(option + " " + path + " is a folder: give a file");
        }
    }

    private List<String> readLabels() throws IOException {
        String text = Texts.read(labels);
        if (!labels.getFileName().toString().endsWith(".json")) {
            return text.lines().toList();
        }
        try {
            JsonObject index = JsonParser.parseString(text).getAsJsonObject();
            return IntStream.range(0, index.size())
                    .mapToObj(i -> name(index, i))
                    .toList();
        } catch (JsonParseException | IllegalStateException | IndexOutOfBoundsException | NullPointerException e) {
            throw new IOException(
                    labels + " is not like {\"0\": [\"n01440764\", \"tench\"], ...}: " + e.getMessage(), e);
        }
    }

    private static String name(JsonObject index, int number) {
        JsonElement entry = index.get(Integer.toString(number));
        return entry.getAsJsonArray().get(1).getAsString();
    }
}
