package io.github.blockwright.cli.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blockwright.cli.Commands;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What the guide and the README tell readers to type is what there is; {@link GuideRunsTest} runs it. */
class GuideTest {
    private static final Set<String> LANGUAGES =
            Set.of("java", "xml", "sh", "text", "python", "javascript", "kotlin", "dockerfile", "json");

    private static final Pattern PROPERTY = Pattern.compile("\\$\\{([^}]+)}");

    @TempDir
    private Path folder;

    @Test
    void everyJavaBlockCompiles() throws IOException {
        Compiled compiled = Compiled.in(folder);
        assertThat(compiled.units().size()).isGreaterThan(20);
        assertThat(compiled.problems()).isEmpty();
    }

    @Test
    void everyBlockSaysItsLanguage() {
        assertThat(Page.guide().stream().flatMap(page -> page.blocks().stream()))
                .allSatisfy(block -> assertThat(LANGUAGES).as(block.toString()).contains(block.language()));
    }

    /** Of the results too, which are measured with commands that must not be gone. */
    @Test
    void everyCommandIsUnderstood() {
        List<String> problems = new ArrayList<>();
        int commands = 0;
        for (Block block : Page.blocks(Page.all(), "sh")) {
            for (List<String> words : Shell.commands(block.text(), "blockwright")) {
                commands++;
                Commands.problem(words.subList(1, words.size()))
                        .ifPresent(problem -> problems.add(block + ": " + String.join(" ", words) + ": " + problem));
            }
        }
        assertThat(commands).isGreaterThan(30);
        assertThat(problems).isEmpty();
    }

    /** Well-formed, and of the versions that this build has. */
    @Test
    void everyXmlBlockNamesWhatIsThere() throws Exception {
        Map<String, String> versions = versions();
        List<Block> blocks = Page.blocks(Page.guide(), "xml");
        assertThat(blocks).isNotEmpty();
        for (Block block : blocks) {
            Document document = parse("<all>" + block.text() + "</all>");
            for (String name : List.of("dependency", "plugin", "path")) {
                for (Element element : elements(document, name)) {
                    String artifact = child(element, "groupId") + ":" + child(element, "artifactId");
                    assertThat(versions).as(block.toString()).containsKey(artifact);
                    assertThat(child(element, "version"))
                            .as("%s: %s", block, artifact)
                            .isEqualTo(versions.get(artifact));
                }
            }
        }
    }

    /** How many, so that a block which nobody tests any more is noticed. */
    @Test
    void whatIsNotTestedSaysWhy() {
        Map<String, Integer> counts = new TreeMap<>();
        StringBuilder reasons = new StringBuilder();
        for (Page page : Page.guide()) {
            for (Block block : page.blocks()) {
                String how = List.of("java", "sh").contains(block.language())
                        ? block.note("not compiled").isPresent()
                                ? "not compiled"
                                : block.note("not run").isPresent() ? "not run" : "run"
                        : "not run: " + block.language();
                counts.merge(how, 1, Integer::sum);
                block.note("not compiled").or(() -> block.note("not run")).ifPresent(reason -> {
                    assertThat(reason).as(block.toString()).hasSizeGreaterThan(10);
                    reasons.append(block).append(": ").append(reason).append('\n');
                });
            }
        }
        System.out.println(counts + "\n" + reasons);
        assertThat(counts.get("run")).isGreaterThan(counts.get("not run"));
    }

    private static Map<String, String> versions() throws Exception {
        Map<String, String> versions = new TreeMap<>();
        Document pom = parse(Files.readString(Page.ROOT.resolve("pom.xml")).replaceFirst("<\\?xml[^>]*>", ""));
        Map<String, String> properties = new TreeMap<>();
        Element project = pom.getDocumentElement();
        properties.put("project.version", child(project, "version"));
        Element own = elements(pom, "properties").get(0);
        for (var node = own.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                properties.put(element.getTagName(), element.getTextContent());
            }
        }
        for (String name : List.of("dependency", "plugin")) {
            for (Element element : elements(pom, name)) {
                String artifact = child(element, "groupId") + ":" + child(element, "artifactId");
                versions.putIfAbsent(resolve(artifact, properties), resolve(child(element, "version"), properties));
            }
        }
        versions.put("org.junit.jupiter:junit-jupiter", properties.get("junit.version"));
        return versions;
    }

    /** A property may be made of others. */
    private static String resolve(String text, Map<String, String> properties) {
        Matcher property = PROPERTY.matcher(text);
        String resolved =
                property.replaceAll(match -> Matcher.quoteReplacement(properties.getOrDefault(match.group(1), "?")));
        return resolved.contains("${") ? resolve(resolved, properties) : resolved;
    }

    private static Document parse(String text) throws Exception {
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(text)));
    }

    private static List<Element> elements(Document document, String name) {
        NodeList nodes = document.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static String child(Element element, String name) {
        for (var node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child && child.getTagName().equals(name)) {
                return child.getTextContent();
            }
        }
        return "";
    }
}
