/** A training step and inference under JMH, through the public interface. */
package io.github.blockwright.examples.benchmarks.jmh;
