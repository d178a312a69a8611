package io.github.blockwright.runtime.weights.formats;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * The order of a graph's nodes that does not depend on who wrote them down: each behind what it needs, and where two
 * branches meet, the longer one first.
 */
final class OnnxOrder {
    /** A node on the way to the output. */
    private record Visit(int node, Iterator<Integer> before) {}

    private final List<List<Integer>> before;
    private final int[] depths;
    private final boolean[] seen;
    private final List<Integer> order = new ArrayList<>();

    private OnnxOrder(List<List<Integer>> before) {
        this.before = before;
        this.depths = new int[before.size()];
        this.seen = new boolean[before.size()];
        for (int node = 0; node < depths.length; node++) {
            for (int earlier : before.get(node)) {
                depths[node] = Math.max(depths[node], depths[earlier] + 1);
            }
        }
    }

    /**
     * All nodes.
     *
     * @param before for each node those whose values it takes, all of smaller numbers
     * @param last those that make the graph's outputs
     */
    static List<Integer> of(List<List<Integer>> before, List<Integer> last) {
        OnnxOrder order = new OnnxOrder(before);
        last.forEach(order::visit);
        for (int node = 0; node < before.size(); node++) {
            order.visit(node);
        }
        return order.order;
    }

    /** Without recursion, since a graph can be as deep as it is long. */
    private void visit(int node) {
        Deque<Visit> path = new ArrayDeque<>();
        enter(node, path);
        while (!path.isEmpty()) {
            Visit visit = path.peek();
            if (visit.before.hasNext()) {
                enter(visit.before.next(), path);
            } else {
                order.add(visit.node);
                path.pop();
            }
        }
    }

    private void enter(int node, Deque<Visit> path) {
        if (!seen[node]) {
            seen[node] = true;
            Iterator<Integer> longestFirst = before.get(node).stream()
                    .sorted(Comparator.comparingInt((Integer earlier) -> -depths[earlier]))
                    .iterator();
            path.push(new Visit(node, longestFirst));
        }
    }
}
