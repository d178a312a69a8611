package io.github.blockwright.runtime.data;

import io.github.blockwright.runtime.data.OpenPictures.Role;
import io.github.blockwright.runtime.files.AtomicFiles;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
            try (BufferedWriter out = Files.newBufferedWriter(part)) {
                out.write(HEADER + "\n");
                for (Map.Entry<Role, PictureFiles> each : parts.entrySet()) {
                    for (PictureFiles.Entry entry : each.getValue().entries()) {
                        out.write(facts(each.getKey(), each.getValue(), entry) + "\t" + escaped(entry.name()) + "\n");
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
            for (PictureFiles.Entry entry : each.getValue().entries()) {
                String name = escaped(entry.name());
                String known = before.remove(name);
                if (known == null) {
                    added.add(name);
                } else if (!known.equals(facts(each.getKey(), each.getValue(), entry))) {
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

    private static String facts(Role role, PictureFiles files, PictureFiles.Entry entry) {
        String classes = Arrays.stream(entry.labels())
                .mapToObj(label -> escaped(files.classes().get(label)))
                .collect(Collectors.joining("|"));
        return role.name().toLowerCase(Locale.ROOT) + "\t" + classes + "\t" + entry.bytes() + "\t" + entry.modified();
    }

    /** On one line and without a tab, as names can be with either. */
    private static String escaped(String name) {
        if (name.indexOf('\\') < 0 && name.chars().noneMatch(c -> c < ' ')) {
            return name;
        }
        return name.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }
}
