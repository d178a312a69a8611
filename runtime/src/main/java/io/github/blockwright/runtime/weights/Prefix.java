package io.github.blockwright.runtime.weights;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a training script's wrappers put before every name of a network, as in {@code module.features.0.0.weight}. */
final class Prefix {
    // DataParallel and DistributedDataParallel, torch.compile, and the usual names of a network inside another module.
    private static final List<String> PARTS = List.of("module.", "_orig_mod.", "model.", "backbone.", "net.");
    private static final int MOST_PARTS = 4;

    private Prefix() {}

    /**
     * The prefix, of one or more parts, with which most parameters are found; the shortest of several, often none.
     *
     * @param wanted for each parameter the names that it may have
     * @param names of the file
     */
    static String of(Collection<List<String>> wanted, Set<String> names) {
        String best = "";
        long most = found(wanted, names, best);
        for (String prefix : candidates(names)) {
            long found = found(wanted, names, prefix);
            if (found > most) {
                best = prefix;
                most = found;
            }
        }
        return best;
    }

    private static long found(Collection<List<String>> wanted, Set<String> names, String prefix) {
        return wanted.stream()
                .filter(parameter -> parameter.stream().anyMatch(name -> names.contains(prefix + name)))
                .count();
    }

    /** All that names begin with, the shorter first. */
    private static List<String> candidates(Set<String> names) {
        Set<String> candidates = new LinkedHashSet<>();
        for (String name : names) {
            String prefix = "";
            for (int i = 0; i < MOST_PARTS; i++) {
                String rest = name.substring(prefix.length());
                String part =
                        PARTS.stream().filter(rest::startsWith).findFirst().orElse("");
                if (part.isEmpty()) {
                    break;
                }
                prefix += part;
                candidates.add(prefix);
            }
        }
        return candidates.stream()
                .sorted(Comparator.comparingInt(String::length))
                .toList();
    }
}
