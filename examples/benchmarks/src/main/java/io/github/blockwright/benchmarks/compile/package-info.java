/** What the annotation processor costs a compilation. */
package io.github.blockwright.benchmarks.compile;
