/** Lesson: what ReLU does to a bottleneck (Sandler et al. 2018, Figure 1). */
package io.github.blockwright.lessons.linearbottleneck;
