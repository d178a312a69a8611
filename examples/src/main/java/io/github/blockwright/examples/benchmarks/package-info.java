/** Measurements whose results are in {@code docs/results}, each a program with a main method. */
package io.github.blockwright.examples.benchmarks;
