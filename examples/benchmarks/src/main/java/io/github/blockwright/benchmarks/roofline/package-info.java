/** How far a training step is from what the machine can do. */
package io.github.blockwright.benchmarks.roofline;
