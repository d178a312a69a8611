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
 * @param tensors those that go into the table
 * @param report about all others too
 */
record Matching(WeightFile file, NameMap names, Map<NameMap.Entry, WeightTensor> tensors, LoadReport report) {

    /** @param shapes of the table's parameters, by their paths */
    static Matching of(NameMap names, Map<String, Shape> shapes, WeightFile file, Head head) {
        Map<NameMap.Entry, WeightTensor> tensors = new LinkedHashMap<>();
        List<String> matched = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        List<Missing> missing = new ArrayList<>();
        List<Mismatch> mismatches = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (NameMap.Entry entry : names.entries()) {
            if (head == Head.SKIP && entry.isClassifier()) {
                kept.add(entry.parameter());
                continue;
            }
            Optional<String> name =
                    entry.names().stream().filter(file.tensors()::containsKey).findFirst();
            if (name.isEmpty()) {
                missing.add(new Missing(entry.parameter(), String.join(" or ", entry.names())));
                continue;
            }
            seen.add(name.get());
            WeightTensor tensor = file.tensors().get(name.get());
            long[] expected =
                    entry.layout().fileShape(shapes.get(entry.parameter()).getShape());
            if (Arrays.equals(expected, tensor.shape())) {
                tensors.put(entry, tensor);
                matched.add(entry.parameter());
            } else {
                mismatches.add(new Mismatch(entry.parameter(), name.get(), list(expected), list(tensor.shape())));
            }
        }
        List<String> skipped = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (String name : file.tensors().keySet()) {
            if (!seen.contains(name)) {
                boolean unneeded = head == Head.SKIP && names.isHead(name);
                (unneeded || names.family().isBookkeeping(name) ? skipped : unknown).add(name);
            }
        }
        return new Matching(file, names, tensors, new LoadReport(matched, kept, missing, mismatches, skipped, unknown));
    }

    /** @throws WeightFileException if not everything fits */
    void requireComplete(String table) throws WeightFileException {
        if (!report.isComplete()) {
            throw new WeightFileException(
                    file.source(), "the weights do not fit " + table + " as " + names.family() + ": " + report, fix());
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
        return onlyClassifier
                ? "only the classifier differs: load with Head.SKIP to leave it out"
                : "use weights of the same widths and depths as the table's";
    }

    private static List<Long> list(long[] shape) {
        return Arrays.stream(shape).boxed().toList();
    }
}
