/** What the annotation processor adds to a compilation. */
package io.github.blockwright.examples.benchmarks.compile;
