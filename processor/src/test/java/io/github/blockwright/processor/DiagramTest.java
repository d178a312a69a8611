package io.github.blockwright.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** Tables as pictures, where they are asked for. */
class DiagramTest {
    private static Compilation compile(String... options) {
        return Compiler.javac()
                .withProcessors(new NetworkProcessor())
                .withOptions((Object[]) options)
                .compile(Sources.table("CifarMobileNetV2"));
    }

    @Test
    void aTableIsDrawnBesideItsBlockAndForItsJavadoc() throws Exception {
        Compilation compilation = compile("-Ablockwright.diagram=true");
        Document svg =
                parsed(compilation.generatedFile(StandardLocation.CLASS_OUTPUT, "tables", "CifarMobileNetV2Block.svg"));
        // A block for each of the 11 rows, a shortcut for each of the 10 residuals, two lines.
        assertThat(classes(svg, "block")).isEqualTo(11);
        assertThat(classes(svg, "arc")).isEqualTo(10);
        assertThat(svg.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("CifarMobileNetV2");
        parsed(compilation.generatedFile(
                StandardLocation.SOURCE_OUTPUT, "tables/doc-files", "CifarMobileNetV2Block.svg"));
        assertThat(Compiling.generated(compilation, "tables.CifarMobileNetV2Block"))
                .contains("<img src=\"doc-files/CifarMobileNetV2Block.svg\"");
    }

    @Test
    void nothingIsDrawnUnasked() {
        assertThat(compile().generatedFiles()).noneMatch(file -> file.getName().endsWith(".svg"));
    }

    private static long classes(Document svg, String name) {
        var paths = svg.getElementsByTagName("path");
        long count = 0;
        for (int i = 0; i < paths.getLength(); i++) {
            String style = paths.item(i).getAttributes().getNamedItem("class").getNodeValue();
            count += style.startsWith(name) ? 1 : 0;
        }
        return count;
    }

    private static Document parsed(Optional<JavaFileObject> file) throws Exception {
        try (InputStream in = open(file)) {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
        }
    }

    private static InputStream open(Optional<JavaFileObject> file) throws IOException {
        return file.orElseThrow().openInputStream();
    }
}
