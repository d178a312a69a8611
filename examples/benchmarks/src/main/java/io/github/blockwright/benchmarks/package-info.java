/** Measurements of single things: the paths of inference, and memory over a long training. */
package io.github.blockwright.benchmarks;
