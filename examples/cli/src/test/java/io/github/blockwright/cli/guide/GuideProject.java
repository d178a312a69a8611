package io.github.blockwright.cli.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the project that the guide has its readers type, so that the build can build it as they would. */
public final class GuideProject {
    private GuideProject() {}

    /** Takes the folder to write to: {@code pom.xml}, and every source of the packages {@code mine} and {@code photos}. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Block pom = Page.blocks(Page.guide(), "xml").stream()
                .filter(block -> block.text().startsWith("<project"))
                .findFirst()
                .orElseThrow();
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("pom.xml"), pom.text());
        for (Block block : Page.blocks(Page.guide(), "java")) {
            JavaUnit unit = JavaUnit.of(block);
            if (unit.className().startsWith("mine.") || unit.className().startsWith("photos.")) {
                String part = block.text().contains("import org.junit") ? "test" : "main";
                Path file = folder.resolve(
                        "src/" + part + "/java/" + unit.className().replace('.', '/') + ".java");
                Files.createDirectories(file.getParent());
                Files.writeString(file, block.text());
            }
        }
    }
}
