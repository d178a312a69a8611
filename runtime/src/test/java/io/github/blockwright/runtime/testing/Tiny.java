package io.github.blockwright.runtime.testing;

import ai.djl.ndarray.NDArray;

/** The table of a network as small as one can be that has every kind of row; see {@link TinyBlock}. */
public record Tiny(
        NDArray stem,
        NDArray stage1,
        NDArray stage2,
        NDArray head,
        NDArray pooled,
        NDArray regularised,
        NDArray logits) {}
