package io.github.blockwright.processor.check.flow;

import io.github.blockwright.dsl.Network;
import io.github.blockwright.processor.check.Diagnostic;
import io.github.blockwright.processor.check.Place;
import io.github.blockwright.processor.check.Problem;
import io.github.blockwright.processor.spec.Borrowed;
import io.github.blockwright.processor.spec.NetworkTable;
import io.github.blockwright.processor.spec.Plan.Step;
import io.github.blockwright.processor.spec.Row;
import io.github.blockwright.processor.spec.arithmetic.FeatureShape;
import java.util.List;
import java.util.Optional;

/** A backbone's rows work on the images of the table that uses it, with the weights that they have in their own. */
final class BackboneInputRule {
    private BackboneInputRule() {}

    static Optional<Problem> check(Row row, Borrowed.Backbone backbone, FeatureShape.Map input) {
        FeatureShape.Map own = backbone.table().settings().input().shape();
        if (input.channels() != own.channels()) {
            return Optional.of(Diagnostic.BACKBONE_CHANNELS.at(
                    Place.type().annotation(Network.class).attribute("input.channels"),
                    input.channels(),
                    backbone.table().name().simpleName(),
                    own.channels()));
        }
        return failing(row, backbone, input, own).or(() -> reshaped(row, backbone, input, own));
    }

    private static Optional<Problem> failing(
            Row row, Borrowed.Backbone backbone, FeatureShape.Map input, FeatureShape.Map own) {
        NetworkTable table = backbone.table();
        int rows = table.indexOf(backbone.through()).orElseThrow() + 1;
        return FlowCheck.firstError(table, input, rows)
                .map(problem -> Diagnostic.BACKBONE_SIZE.at(
                        Place.row(row, "value"),
                        table.title(),
                        own,
                        input,
                        problem.place().component().orElseThrow(),
                        problem.cause(),
                        own.height(),
                        own.width()));
    }

    /** Behind a flattened map, the weights depend on the size of the images. */
    private static Optional<Problem> reshaped(
            Row row, Borrowed.Backbone backbone, FeatureShape.Map input, FeatureShape.Map own) {
        List<Step> here = backbone.plan(input).steps();
        List<Step> there = backbone.plan(own).steps();
        for (int i = 0; i < here.size(); i++) {
            long features = here.get(i).input().channels();
            long expected = there.get(i).input().channels();
            if (features != expected && there.get(i).cost().parameters() > 0) {
                return Optional.of(Diagnostic.BACKBONE_RESHAPED.at(
                        Place.row(row, "value"),
                        here.get(i).row().name(),
                        backbone.table().title(),
                        expected,
                        features,
                        input,
                        own.height(),
                        own.width()));
            }
        }
        return Optional.empty();
    }
}
