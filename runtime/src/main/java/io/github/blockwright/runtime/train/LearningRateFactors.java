package io.github.blockwright.runtime.train;

import ai.djl.nn.Parameter;
import ai.djl.util.Pair;
import io.github.blockwright.runtime.layers.Layer;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the learning rate is multiplied by, row by row; 1 for rows that are not named.
 *
 * @param byRow from a row, or something within one such as {@code features.stage6}, to its factor; of two that hold a
 *     parameter the longer one counts
 */
record LearningRateFactors(SortedMap<String, Double> byRow) {
    public static final LearningRateFactors NONE = new LearningRateFactors(new TreeMap<>());

    public boolean isNone() {
        return byRow.values().stream().allMatch(factor -> factor == 1);
    }

    /** These and another. */
    public LearningRateFactors with(String row, double factor) {
        if (!(factor > 0 && factor < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The learning rate's factor for " + row + " must be positive, not "
                    + factor + ": freeze a row that shall not learn");
        }
        SortedMap<String, Double> more = new TreeMap<>(byRow);
        more.put(row, factor);
        return new LearningRateFactors(more);
    }

    /** @throws IllegalArgumentException if something named is not in the block or has no parameters */
    public void check(Layer block) {
        for (String row : byRow.keySet()) {
            if (block.getParameters().keys().stream().noneMatch(name -> name.startsWith(row + "."))) {
                Set<String> rows = new LinkedHashSet<>();
                block.getParameters().keys().forEach(name -> rows.add(name.substring(0, name.indexOf('.'))));
                throw new IllegalArgumentException(
                        "There is no row " + row + " with parameters to give a learning rate; there are " + rows);
            }
        }
    }

    /** The factor of every parameter, by the parameter's id. */
    Map<String, Double> byId(Layer block) {
        Map<String, Double> byId = new HashMap<>();
        for (Pair<String, Parameter> parameter : block.getParameters()) {
            byId.put(parameter.getValue().getId(), of(parameter.getKey()));
        }
        return byId;
    }

    private double of(String parameter) {
        double factor = 1;
        // In order, a name comes before what it begins.
        for (Map.Entry<String, Double> entry : byRow.entrySet()) {
            if (parameter.startsWith(entry.getKey() + ".")) {
                factor = entry.getValue();
            }
        }
        return factor;
    }
}
