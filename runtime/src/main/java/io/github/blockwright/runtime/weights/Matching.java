package io.github.blockwright.runtime.weights;

import ai.djl.ndarray.types.Shape;
import io.github.blockwright.runtime.weights.LoadReport.Mismatch;
import io.github.blockwright.runtime.weights.LoadReport.Missing;
import io.github.blockwright.runtime.weights.formats.WeightFile;
import io.github.blockwright.runtime.weights.formats.WeightFileException;
import io.github.blockwright.runtime.weights.formats.WeightTensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which tensor of a file goes into which parameter of a table.
 *
 * @param file the tensors
 * @param names where they should be
 * @param prefix what stands before all names in the file
 * @param tensors those that go into the table
 * @param report about all others too
 */
record Matching(
        WeightFile file, NameMap names, String prefix, Map<NameMap.Entry, WeightTensor> tensors, LoadReport report) {
    private static final int MOST_SHOWN = 60;

    /** @param shapes of the table's parameters, by their paths */
    static Matching of(NameMap family, Map<String, Shape> shapes, WeightFile content, Head head) {
        NameMap names = GraphOrder.conventions(content, family);
        WeightFile graph = GraphOrder.named(content, names, shapes);
        WeightFile file = names.family() == Family.KERAS ? KerasOrder.named(graph, names) : graph;
        String prefix = Prefix.of(
                names.entries().stream().map(NameMap.Entry::names).toList(),
                file.tensors().keySet());
        return new Matcher(names, shapes, file, prefix).match(head);
    }

    /** The name in the file of what a parameter is filled with, if it is there. */
    Optional<String> find(NameMap.Entry entry) {
        return find(entry, prefix, file);
    }

    /** How many parameters match, and of two that match as many, more if it is by name. */
    int score() {
        boolean byOrder = file.metadata().containsKey(WeightFile.BY_ORDER);
        return 2 * report.matched().size() + (byOrder ? 0 : 1);
    }

    private static Optional<String> find(NameMap.Entry entry, String prefix, WeightFile file) {
        return entry.names().stream()
                .map(prefix::concat)
                .filter(file.tensors()::containsKey)
                .findFirst();
    }

    /**
     * Ends the loading of what does not fit.
     *
     * @param original the file as it was read
     * @throws WeightFileException if not everything fits
     */
    void requireComplete(String table, WeightFile original) throws WeightFileException {
        if (!report.isComplete()) {
            throw new WeightFileException(
                    file.source(),
                    "the weights do not fit " + table + " as " + names.family() + ": " + report.counts(),
                    fix() + "\n" + Differences.table(report, file)
                            + Fitting.of(original).map("\n"::concat).orElse(""));
        }
        for (Map.Entry<NameMap.Entry, WeightTensor> match : tensors.entrySet()) {
            if (!match.getValue().type().isFloatingPoint()) {
                throw new WeightFileException(
                        file.source(),
                        "tensor '" + match.getKey().name() + "' is of " + match.getValue() + ", no floating point type",
                        "weights that were quantised cannot be loaded: get them as float32");
            }
        }
    }

    private String fix() {
        if (report.matched().isEmpty()) {
            String first = file.tensors().keySet().stream()
                    .findFirst()
                    .map(WeightFileException::quoted)
                    .orElse("nothing");
            return "choose the family whose names these are, or other weights: the file begins with " + first;
        }
        Set<String> classifier = names.entries().stream()
                .filter(NameMap.Entry::isClassifier)
                .map(NameMap.Entry::parameter)
                .collect(Collectors.toSet());
        boolean onlyClassifier = report.missing().stream().allMatch(m -> classifier.contains(m.parameter()))
                && report.mismatches().stream().allMatch(m -> classifier.contains(m.parameter()))
                && report.unknown().stream().allMatch(names::isHead);
        if (onlyClassifier) {
            return "only the classifier differs: load with Head.SKIP to leave it out";
        }
        String others = file.metadata().get(WeightFile.OTHER_DICTIONARIES);
        return "use weights of the same widths and depths as the table's"
                + (others == null ? "" : ", or another dictionary of the checkpoint: " + others);
    }

    /** Looks the parameters up, one after the other. */
    private record Matcher(NameMap names, Map<String, Shape> shapes, WeightFile file, String prefix) {
        Matching match(Head head) {
            boolean leavesClassifier = head == Head.SKIP || (head == Head.IF_IT_FITS && !classifierFits());
            Map<NameMap.Entry, WeightTensor> tensors = new LinkedHashMap<>();
            List<String> matched = new ArrayList<>();
            List<String> kept = new ArrayList<>();
            List<Missing> missing = new ArrayList<>();
            List<Mismatch> mismatches = new ArrayList<>();
            Set<String> seen = new HashSet<>();
            for (NameMap.Entry entry : names.entries()) {
                if (leavesClassifier && entry.isClassifier()) {
                    kept.add(entry.parameter());
                    continue;
                }
                Optional<String> name = find(entry);
                if (name.isEmpty()) {
                    missing.add(new Missing(
                            entry.parameter(), prefix + String.join(" or ", entry.names()), expected(entry)));
                    continue;
                }
                seen.add(name.get());
                WeightTensor tensor = file.tensors().get(name.get());
                if (expected(entry).equals(list(tensor.shape()))) {
                    tensors.put(entry, tensor);
                    matched.add(entry.parameter());
                } else {
                    mismatches.add(new Mismatch(entry.parameter(), name.get(), expected(entry), list(tensor.shape())));
                }
            }
            List<String> skipped = new ArrayList<>();
            List<String> unknown = new ArrayList<>();
            for (String name : file.tensors().keySet()) {
                if (!seen.contains(name)) {
                    (isUnneeded(name, leavesClassifier) ? skipped : unknown).add(name);
                }
            }
            LoadReport report = new LoadReport(
                    matched, kept, missing, mismatches, skipped, unknown, remarks(head, leavesClassifier));
            return new Matching(file, names, prefix, tensors, report);
        }

        private Optional<String> find(NameMap.Entry entry) {
            return Matching.find(entry, prefix, file);
        }

        private List<Long> expected(NameMap.Entry entry) {
            return list(entry.layout().fileShape(shapes.get(entry.parameter()).getShape()));
        }

        private Optional<List<Long>> found(NameMap.Entry entry) {
            return find(entry).map(name -> list(file.tensors().get(name).shape()));
        }

        private List<NameMap.Entry> classifier() {
            return names.entries().stream().filter(NameMap.Entry::isClassifier).toList();
        }

        private boolean classifierFits() {
            return !classifier().isEmpty()
                    && classifier().stream().allMatch(entry -> found(entry).equals(Optional.of(expected(entry))))
                    && hasNoOtherHead();
        }

        /** Whether the table has all the file's dense layers, those in front of the classifier too. */
        private boolean hasNoOtherHead() {
            Set<String> known = new HashSet<>();
            names.entries().forEach(entry -> find(entry).ifPresent(known::add));
            return file.tensors().keySet().stream()
                    .allMatch(name -> known.contains(name) || !names.isHead(bare(name)) || isBookkeeping(name));
        }

        private String bare(String name) {
            return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
        }

        private boolean isUnneeded(String name, boolean leavesClassifier) {
            // What a checkpoint has outside the prefix is a head of its own on the network, or belongs to its training.
            boolean isHead = names.isHead(bare(name)) || !name.startsWith(prefix);
            return (leavesClassifier && isHead) || isBookkeeping(name);
        }

        private boolean isBookkeeping(String name) {
            // How often torch.optim.swa_utils.AveragedModel has averaged.
            return names.family().isBookkeeping(bare(name)) || name.equals("n_averaged");
        }

        private List<String> remarks(Head head, boolean leavesClassifier) {
            List<String> remarks = new ArrayList<>();
            String dictionary = file.metadata().get(WeightFile.DICTIONARY);
            if (dictionary != null) {
                String others = file.metadata().get(WeightFile.OTHER_DICTIONARIES);
                remarks.add("they are from " + WeightFileException.quoted(dictionary) + " of the checkpoint"
                        + (others == null ? "" : ", which also has " + WeightFileException.quoted(others)));
            }
            String byOrder = file.metadata().get(WeightFile.BY_ORDER);
            if (byOrder != null) {
                String nameless = file.graph().layers().isEmpty() ? "layers that Keras has counted" : "layers";
                remarks.add(nameless + " are taken in their order: " + shortened(byOrder));
            }
            if (file.graph().preparesPixels()) {
                remarks.add("what the model does to pixels before its first layer is left out");
            }
            if (!prefix.isEmpty()) {
                remarks.add("'" + prefix + "' is taken off their names");
            }
            if (head == Head.IF_IT_FITS && leavesClassifier) {
                remarks.add("the classifier is left out" + classifierDifference());
            }
            return remarks;
        }

        private static String shortened(String list) {
            return list.length() <= MOST_SHOWN ? list : list.substring(0, MOST_SHOWN) + "...";
        }

        private String classifierDifference() {
            return classifier().stream()
                    .filter(entry -> !found(entry).equals(Optional.of(expected(entry))))
                    .findFirst()
                    .map(entry -> found(entry)
                            .map(shape ->
                                    ", since " + prefix + entry.name() + " is " + shape + ", not " + expected(entry))
                            .orElse(", since the file has no " + prefix + entry.name()))
                    .orElse(classifier().isEmpty() ? "" : ", since the file has other dense layers in front of it");
        }

        private static List<Long> list(long[] shape) {
            return Arrays.stream(shape).boxed().toList();
        }
    }
}
