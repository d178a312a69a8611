package io.github.blockwright.processor.spec;

import io.github.blockwright.dsl.Shortcut;
import io.github.blockwright.processor.spec.arithmetic.Cost;
import io.github.blockwright.processor.spec.arithmetic.FeatureShape;
import java.util.Optional;

/** What an operator can demand of its input, and what is unwise there; whoever checks a table says what is not met. */
public interface InputChecks {
    /** A window that is not padded fits into its map. */
    void window(String attribute, int kernel, FeatureShape.Map map);

    /** The groups of a convolution divide its input channels and its filters. */
    void groups(int groups, long channels, int filters);

    /** The groups of a convolution from a bottleneck to itself divide it. */
    void bottleneckGroups(int groups, int bottleneck);

    /** Channels that two halves share are even. */
    void halves(String attribute, int channels);

    /**
     * A padded kernel should not be larger than its map.
     *
     * @param map that it sees
     * @param later the map that the blocks after the first see, if there are any
     */
    void kernel(String attribute, int kernel, FeatureShape.Map map, Optional<FeatureShape.Map> later);

    /** A stride should have something to skip, and not skip it before anything has looked. */
    void strides(int strides, FeatureShape input);

    /** A stage whose blocks have a shortcut only where their input and output are alike should have one. */
    void shortcut(Staged stage, FeatureShape.Map input, Shortcut shortcut, double dropPath);

    /** A number of channels should fill the registers that it is computed in. */
    void lanes(String attribute, long channels);

    /** A squeeze should cost less than the rest of its block. */
    void squeeze(String attribute, Cost squeeze, Cost block);

    /** A backbone works on the images of the table that uses it. */
    void backbone(Borrowed.Backbone backbone, FeatureShape.Map images);
}
