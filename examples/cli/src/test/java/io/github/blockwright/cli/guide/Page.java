package io.github.blockwright.cli.guide;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** A page of the documentation, parsed. */
record Page(Path file, Node document) {
    static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    private static final Pattern NOTE =
            Pattern.compile("<!--\\s*(before|arguments|expect|not run|not compiled):\\s*(.*?)\\s*-->", Pattern.DOTALL);

    private static final Parser PARSER = Parser.builder()
            .extensions(List.of(TablesExtension.create()))
            .includeSourceSpans(IncludeSourceSpans.BLOCKS)
            .build();

    /** The README and all that is below {@code docs}, in the order of their names. */
    static List<Page> all() {
        return pages("README.md", "docs");
    }

    /** What readers type from: the README, the guide, and the pages about tables and operators. */
    static List<Page> guide() {
        return pages(
                "README.md", "docs/guide.md", "docs/guide", "docs/table-reference.md", "docs/adding-an-operator.md");
    }

    private static List<Page> pages(String... paths) {
        List<Page> pages = new ArrayList<>();
        try {
            for (String path : paths) {
                try (Stream<Path> files = Files.walk(ROOT.resolve(path))) {
                    for (Path file : files.filter(name -> name.toString().endsWith(".md"))
                            .filter(name -> !name.toString().contains("node_modules"))
                            .sorted()
                            .toList()) {
                        pages.add(new Page(ROOT.relativize(file), PARSER.parse(Files.readString(file))));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pages;
    }

    static List<Block> blocks(List<Page> pages, String language) {
        return pages.stream()
                .flatMap(page -> page.blocks().stream())
                .filter(block -> block.language().equals(language))
                .toList();
    }

    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        visit(document, node -> {
            if (node instanceof FencedCodeBlock fenced) {
                int line = fenced.getSourceSpans().get(0).getLineIndex() + 1;
                String language = fenced.getInfo().split("\\s", 2)[0];
                blocks.add(new Block(file, line, language, fenced.getLiteral(), notes(fenced)));
            }
        });
        return blocks;
    }

    private static Map<String, String> notes(Node block) {
        Map<String, String> notes = new HashMap<>();
        for (Node node = block.getPrevious(); node instanceof HtmlBlock html; node = node.getPrevious()) {
            Matcher note = NOTE.matcher(html.getLiteral());
            while (note.find()) {
                notes.put(note.group(1), note.group(2));
            }
        }
        return notes;
    }

    static void visit(Node node, Consumer<Node> visitor) {
        visitor.accept(node);
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            visit(child, visitor);
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
