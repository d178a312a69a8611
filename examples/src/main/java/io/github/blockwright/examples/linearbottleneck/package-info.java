/**
 * Lesson: why the bottlenecks are linear. {@link io.github.blockwright.examples.linearbottleneck.SpiralLesson} is the
 * paper's Figure 1 with numbers: what ReLU does to a flat curve in few and in many channels.
 */
package io.github.blockwright.examples.linearbottleneck;
