package io.github.blockwright.runtime.data;

import io.github.blockwright.runtime.data.OpenPictures.Role;
import io.github.blockwright.runtime.files.AtomicFiles;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The list of a run's pictures beside the run: a line for each, with its part, its classes, its length in bytes, when it was
 * written last (milliseconds since 1970), and its name, separated by tabs.
 *
 * @param path of the file
 */
record PictureIndex(Path path) {
    private static final String HEADER = "part\tclasses\tbytes\tmodified\tname";
    private static final int SHOWN = 3;

    boolean isThere() {
        return Files.exists(path);
    }

    void write(Map<Role, PictureFiles> parts) throws IOException {
        AtomicFiles.write(path, part -> {
            // The file has its own place here, since Java leaves it open where the writer cannot write its rest.
            try (OutputStream file = Files.newOutputStream(part);
                    Writer out = new BufferedWriter(new OutputStreamWriter(file, StandardCharsets.UTF_8))) {
                out.write(HEADER + "\n");
                for (Map.Entry<Role, PictureFiles> each : parts.entrySet()) {
                    Facts facts = new Facts(each.getKey(), each.getValue());
                    for (PictureFiles.Entry entry : each.getValue().entries()) {
                        out.append(facts.of(entry))
                                .append('\t')
                                .append(escaped(entry.name()))
                                .append('\n');
                    }
                }
            }
        });
    }

    /** @throws IOException if the file names other pictures, or the same with other contents or labels */
    void requireSame(Map<Role, PictureFiles> parts) throws IOException {
        Map<String, String> before = read();
        List<String> changed = new ArrayList<>();
        List<String> added = new ArrayList<>();
        for (Map.Entry<Role, PictureFiles> each : parts.entrySet()) {
            Facts facts = new Facts(each.getKey(), each.getValue());
            for (PictureFiles.Entry entry : each.getValue().entries()) {
                String name = escaped(entry.name());
                String known = before.remove(name);
                if (known == null) {
                    added.add(name);
                } else if (!known.equals(facts.of(entry))) {
                    changed.add(name);
                }
            }
        }
        List<String> differences = new ArrayList<>();
        tell(differences, "new", added);
        tell(differences, "changed or in another part or class", changed);
        tell(differences, "gone", List.copyOf(before.keySet()));
        if (!differences.isEmpty()) {
            throw new IOException("The pictures are not those that the training began with (" + path + "): "
                    + String.join("; ", differences)
                    + "\nGive it the same pictures, or train into another directory");
        }
    }

    private Map<String, String> read() throws IOException {
        Map<String, String> facts = new LinkedHashMap<>();
        try (BufferedReader in = Files.newBufferedReader(path)) {
            in.readLine();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                int tab = line.lastIndexOf('\t');
                if (tab < 0) {
                    throw new IOException(path + " is damaged, in the line \"" + line + "\": delete it");
                }
                facts.put(line.substring(tab + 1), line.substring(0, tab));
            }
        }
        return facts;
    }

    private static void tell(List<String> differences, String what, List<String> names) {
        if (!names.isEmpty()) {
            differences.add(String.format(Locale.ROOT, "%,d %s (", names.size(), what)
                    + names.stream().limit(SHOWN).collect(Collectors.joining(", "))
                    + (names.size() > SHOWN ? ", ...)" : ")"));
        }
    }

    /** What a line says before the name. */
    private static final class Facts {
        private final String part;
        private final List<String> classes;

        Facts(Role role, PictureFiles files) {
            part = role.name().toLowerCase(Locale.ROOT);
            classes = files.classes().stream().map(PictureIndex::escaped).toList();
        }

        String of(PictureFiles.Entry entry) {
            StringBuilder line = new StringBuilder(part).append('\t');
            for (int i = 0; i < entry.labels().length; i++) {
                line.append(i == 0 ? "" : "|").append(classes.get(entry.labels()[i]));
            }
            line.append('\t').append(entry.bytes()).append('\t').append(entry.modified());
            return line.toString();
        }
    }

    /** On one line and without a tab, as names can be with either. */
    private static String escaped(String name) {
        boolean plain = name.indexOf('\\') < 0;
        for (int i = 0; i < name.length() && plain; i++) {
            plain = name.charAt(i) >= ' ';
        }
        if (plain) {
            return name;
        }
        return name.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }
}
