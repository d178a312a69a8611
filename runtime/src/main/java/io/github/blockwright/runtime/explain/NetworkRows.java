package io.github.blockwright.runtime.explain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import io.github.blockwright.runtime.blocks.Backbone;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import io.github.blockwright.runtime.blocks.NetworkSummary;
import io.github.blockwright.runtime.layers.Layer;
import io.github.blockwright.runtime.layers.Pass;
import io.github.blockwright.runtime.names.Nearest;
import java.util.ArrayList;
import java.util.List;

/** The rows of a network one after the other, with those of a backbone in its place. */
final class NetworkRows {
    private final NetworkSummary summary;
    private final List<NetworkRow> rows = new ArrayList<>();

    private NetworkRows(NetworkSummary summary) {
        this.summary = summary;
    }

    static NetworkRows of(NetworkBlock<?, ?> block) {
        NetworkRows all = new NetworkRows(block.summary());
        all.add(
                "",
                block.summary(),
                block.getChildren().values(),
                block.summary().input().shape(1));
        return all;
    }

    /** The shape behind the layers. */
    private Shape add(String prefix, NetworkSummary table, List<Block> layers, Shape input) {
        Shape shape = input;
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = (Layer) layers.get(i);
            String name = prefix + table.rows().get(i).name();
            if (layer instanceof Backbone<?> backbone) {
                NetworkSummary own = backbone.network().summary();
                shape = add(name + ".", own, backbone.getChildren().values(), shape);
            } else {
                shape = layer.outputShape(shape);
                rows.add(new NetworkRow(name, table.rows().get(i).operator(), layer, shape.slice(1)));
            }
        }
        return shape;
    }

    List<NetworkRow> all() {
        return rows;
    }

    NetworkRow get(int place) {
        return rows.get(place);
    }

    /**
     * Where the row of this name stands.
     *
     * @throws IllegalArgumentException if there is none, or it has no map
     */
    int withMap(String name) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).name().equals(name)) {
                if (!rows.get(i).hasMap()) {
                    throw new IllegalArgumentException("The row " + name + " of " + summary.name() + " gives "
                            + rows.get(i).output() + ", on which there are no places to point at; rows with a map are "
                            + String.join(", ", namesWithMap()));
                }
                return i;
            }
        }
        List<String> known = namesWithMap();
        throw new IllegalArgumentException(summary.name() + " has no row " + name + "; " + Nearest.question(name, known)
                + "rows with a map are " + String.join(", ", known));
    }

    private List<String> namesWithMap() {
        return rows.stream().filter(NetworkRow::hasMap).map(NetworkRow::name).toList();
    }

    /** Whether there is a row whose map has places to point at. */
    boolean haveMap() {
        return rows.stream().anyMatch(NetworkRow::hasMap);
    }

    /**
     * The last row with a map: what the network sees of the whole picture, before it forgets where.
     *
     * @throws IllegalStateException if there is none
     */
    int lastWithMap() {
        for (int i = rows.size() - 1; i >= 0; i--) {
            if (rows.get(i).hasMap()) {
                return i;
            }
        }
        throw new IllegalStateException("No row of " + summary.name()
                + " has a map of more than one position, so there are no places to point at");
    }

    /** The first row that gives features without places, such as a global pooling. */
    int pooled() {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).output().dimension() == 1) {
                return i;
            }
        }
        throw new IllegalStateException("No row of " + summary.name() + " gives features without places");
    }

    /**
     * Runs some rows.
     *
     * @param x what the first of them takes; stays open
     * @param from the first row
     * @param to the row after the last
     * @return belongs to the input's manager; the input itself, if these rows change nothing
     */
    NDArray run(ParameterStore store, NDArray x, int from, int to) {
        Pass pass = Pass.of(store, x, false);
        rows.subList(from, to).forEach(row -> pass.through(row.layer()));
        return pass.output();
    }

    int size() {
        return rows.size();
    }
}
