package io.github.blockwright.processor.check.flow;

import io.github.blockwright.dsl.Shortcut;
import io.github.blockwright.processor.check.Diagnostic;
import io.github.blockwright.processor.check.Place;
import io.github.blockwright.processor.check.Problem;
import io.github.blockwright.processor.spec.Borrowed;
import io.github.blockwright.processor.spec.InputChecks;
import io.github.blockwright.processor.spec.Staged;
import io.github.blockwright.processor.spec.arithmetic.Cost;
import io.github.blockwright.processor.spec.arithmetic.FeatureShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A row at its place: what its operator demands of its input, and what the user reads where it is not so. */
final class RowFlow implements InputChecks {
    /** The float32 numbers of the narrowest vector registers, SSE's and NEON's. */
    private static final int LANES = 4;

    private final Situation situation;
    private final List<Problem> problems = new ArrayList<>();

    private RowFlow(Situation situation) {
        this.situation = situation;
    }

    /** What is wrong with a row whose input is of the kind that it takes, or unwise. */
    static List<Problem> check(Situation situation) {
        RowFlow flow = new RowFlow(situation);
        situation.operator().check(situation.input(), flow);
        return flow.problems;
    }

    @Override
    public void window(String attribute, int kernel, FeatureShape.Map map) {
        long side = Math.min(map.height(), map.width());
        if (kernel > side) {
            problems.add(Diagnostic.WINDOW_EXCEEDS_MAP.at(place(attribute), attribute, kernel, map, side));
        }
    }

    @Override
    public void groups(int groups, long channels, int filters) {
        if (channels % groups != 0) {
            groups(groups, channels, "input channels", channels, filters);
        } else if (filters % groups != 0) {
            groups(groups, filters, "filters", channels, filters);
        }
    }

    private void groups(int groups, long number, String what, long channels, int filters) {
        problems.add(Diagnostic.GROUPS.at(place("groups"), groups, number, what, channels, filters));
    }

    @Override
    public void bottleneckGroups(int groups, int bottleneck) {
        if (bottleneck % groups != 0) {
            problems.add(Diagnostic.BOTTLENECK_GROUPS.at(place("groups"), groups, bottleneck));
        }
    }

    @Override
    public void halves(String attribute, int channels) {
        if (channels % 2 != 0) {
            problems.add(Diagnostic.HALVES.at(place(attribute), attribute, channels, channels + 1));
        }
    }

    /** Told once for a row. */
    @Override
    public void kernel(String attribute, int kernel, FeatureShape.Map map, Optional<FeatureShape.Map> later) {
        if (exceeds(kernel, map)) {
            kernel(attribute, kernel, map, "");
        } else if (later.isPresent() && exceeds(kernel, later.get())) {
            kernel(attribute, kernel, later.get(), " from its second block on");
        }
    }

    private void kernel(String attribute, int kernel, FeatureShape.Map map, String from) {
        problems.add(
                Diagnostic.KERNEL_EXCEEDS_MAP.at(place(attribute), attribute, kernel, map.height(), map.width(), from));
    }

    private static boolean exceeds(int kernel, FeatureShape.Map map) {
        return kernel > map.height() || kernel > map.width();
    }

    @Override
    public void strides(int strides, FeatureShape input) {
        if (strides > 1 && input instanceof FeatureShape.Map map && map.positions() == 1) {
            problems.add(Diagnostic.STRIDE_ON_POINT.at(place("strides"), strides));
        } else {
            StemRule.check(situation, strides).ifPresent(problems::add);
        }
    }

    @Override
    public void shortcut(Staged stage, FeatureShape.Map input, Shortcut shortcut, double dropPath) {
        ShortcutRule.check(situation, stage, shortcut, dropPath).ifPresent(problems::add);
    }

    /** Told once for a row. */
    @Override
    public void lanes(String attribute, long channels) {
        if (channels % LANES != 0 && isNews(Diagnostic.LANES)) {
            long less = channels - channels % LANES;
            problems.add(Diagnostic.LANES.at(
                    place(attribute), attribute, channels, LANES, Math.max(LANES, less), less + LANES));
        }
    }

    /** Told once for a row. */
    @Override
    public void squeeze(String attribute, Cost squeeze, Cost block) {
        long rest = block.parameters() - squeeze.parameters();
        if (squeeze.parameters() > rest && isNews(Diagnostic.SQUEEZE_DEAR)) {
            problems.add(Diagnostic.SQUEEZE_DEAR.at(place(attribute), squeeze.parameters(), rest));
        }
    }

    private boolean isNews(Diagnostic diagnostic) {
        return problems.stream().noneMatch(problem -> problem.diagnostic() == diagnostic);
    }

    @Override
    public void backbone(Borrowed.Backbone backbone, FeatureShape.Map images) {
        BackboneInputRule.check(situation.row(), backbone, images).ifPresent(problems::add);
    }

    private Place place(String attribute) {
        return Place.row(situation.row(), attribute);
    }
}
