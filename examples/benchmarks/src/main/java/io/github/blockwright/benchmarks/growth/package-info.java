/** How time and memory of a training step grow with what there is to do. */
package io.github.blockwright.benchmarks.growth;
