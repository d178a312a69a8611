/**
 * Lesson: what linear bottlenecks and the place of the shortcut are worth on CIFAR-10, by leaving each of them out
 * (paper, section 6.4), and against the classic residual at equal cost. {@link
 * io.github.blockwright.examples.linearbottleneck.ablation.Ablation} trains them all.
 */
package io.github.blockwright.examples.linearbottleneck.ablation;
