/**
 * Lesson: what linear bottlenecks and shortcuts are worth (Sandler et al. 2018, section 6.4, Figure 6), on CIFAR-10 with
 * the lecture's table.
 */
package io.github.blockwright.lessons.linearbottleneck.ablation;
