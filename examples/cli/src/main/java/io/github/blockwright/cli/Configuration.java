package io.github.blockwright.cli;

import io.github.blockwright.runtime.weights.RunDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A recipe in a file, or that of a run. */
final class Configuration {
    private Configuration() {}

    /** @throws IOException if it cannot be read; the message names it */
    static String read(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return RunDescription.read(path).recipe();
        }
        return Texts.read(path);
    }

    /**
     * The recipe of a run that is to go on.
     *
     * @param told hears that it is not where it should be
     * @throws IOException if its {@code run.json} is damaged and {@code recipe.json}, which says it too, is not there
     */
    static String ofRun(Path run, Consumer<String> told) throws IOException {
        try {
            return RunDescription.read(run).recipe();
        } catch (IOException e) {
            Path beside = run.resolve("recipe.json");
            if (!Files.isRegularFile(beside)) {
                throw e;
            }
            told.accept(e.getMessage() + "; going on with the recipe of " + beside);
            return Texts.read(beside);
        }
    }
}
