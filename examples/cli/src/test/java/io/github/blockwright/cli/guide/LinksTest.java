package io.github.blockwright.cli.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.junit.jupiter.api.Test;

/** Links within the repository lead somewhere, to the heading too, and so do names of tests. */
class LinksTest {
    private static final Pattern CLASS = Pattern.compile("[A-Z]\\w+(Test|IT|Experiment)");

    @Test
    void everyLinkLeadsSomewhere() {
        List<Page> pages = Page.all();
        Map<Path, Set<String>> anchors = new HashMap<>();
        pages.forEach(page -> anchors.put(page.file(), anchors(page)));
        List<String> broken = new ArrayList<>();
        for (Page page : pages) {
            Page.visit(page.document(), node -> {
                String target = node instanceof Link link
                        ? link.getDestination()
                        : node instanceof Image image ? image.getDestination() : "";
                if (!target.isEmpty() && !target.contains("://") && !leads(page.file(), target, anchors)) {
                    broken.add(page + ": " + target);
                }
            });
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void everyTestThatHoldsAPromiseIsThere() throws IOException {
        Set<String> classes;
        try (Stream<Path> files = Files.walk(Page.ROOT)) {
            classes = files.filter(file -> file.toString().contains("/src/"))
                    .map(file -> file.getFileName().toString())
                    .collect(Collectors.toSet());
        }
        Page promises = Page.all().stream()
                .filter(page -> page.file().equals(Path.of("docs", "promises.md")))
                .findFirst()
                .orElseThrow();
        List<String> named = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        Page.visit(promises.document(), node -> {
            if (node instanceof Code code && CLASS.matcher(code.getLiteral()).matches()) {
                named.add(code.getLiteral());
                if (!classes.contains(code.getLiteral() + ".java")) {
                    missing.add(code.getLiteral());
                }
            }
        });
        assertThat(named).hasSizeGreaterThan(30);
        assertThat(missing).isEmpty();
    }

    private static boolean leads(Path from, String target, Map<Path, Set<String>> anchors) {
        String[] parts = target.split("#", 2);
        Path file = parts[0].isEmpty() ? from : from.resolveSibling(parts[0]).normalize();
        return Files.exists(Page.ROOT.resolve(file))
                && (parts.length == 1 || anchors.getOrDefault(file, Set.of()).contains(parts[1]));
    }

    /** As GitHub makes them. */
    private static Set<String> anchors(Page page) {
        Set<String> anchors = new HashSet<>();
        Page.visit(page.document(), node -> {
            if (node instanceof Heading) {
                String text = text(node)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\w\\- ]", "")
                        .replace(' ', '-');
                for (int i = 1; !anchors.add(i == 1 ? text : text + "-" + (i - 1)); i++) {}
            }
        });
        return anchors;
    }

    private static String text(Node heading) {
        StringBuilder text = new StringBuilder();
        Page.visit(
                heading,
                node -> text.append(
                        node instanceof Text plain
                                ? plain.getLiteral()
                                : node instanceof Code code ? code.getLiteral() : ""));
        return text.toString();
    }
}
