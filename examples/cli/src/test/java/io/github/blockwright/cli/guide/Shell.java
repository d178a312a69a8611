package io.github.blockwright.cli.guide;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of a shell's grammar as the pages use. */
final class Shell {
    private static final Pattern WORD = Pattern.compile("\\G\\s*((?:'[^']*'|\"[^\"]*\"|[^\\s'\"])+)");

    private Shell() {}

    /** The words of each call of a program; lines may go on after a backslash, and # begins a comment. */
    static List<List<String>> commands(String text, String program) {
        List<List<String>> commands = new ArrayList<>();
        for (String line : text.replace("\\\n", " ").lines().toList()) {
            List<String> words = new ArrayList<>();
            Matcher word = WORD.matcher(line);
            while (word.find() && !word.group(1).startsWith("#")) {
                words.add(word.group(1));
            }
            add(words, program, commands);
        }
        return commands;
    }

    private static void add(List<String> words, String program, List<List<String>> commands) {
        List<String> command = new ArrayList<>();
        for (String word : words) {
            if (List.of("|", "&&", ">", ";").contains(word)) {
                keep(command, program, commands);
                command = new ArrayList<>();
            } else {
                command.add(word.replaceAll("['\"]", ""));
            }
        }
        keep(command, program, commands);
    }

    private static void keep(List<String> command, String program, List<List<String>> commands) {
        List<String> jar = List.of("java", "-jar", "examples/cli/target/blockwright.jar");
        if (program.equals("blockwright")
                && command.size() > jar.size()
                && command.subList(0, jar.size()).equals(jar)) {
            commands.add(command.subList(jar.size() - 1, command.size()));
        } else if (!command.isEmpty() && command.get(0).equals(program)) {
            commands.add(command);
        }
    }
}
