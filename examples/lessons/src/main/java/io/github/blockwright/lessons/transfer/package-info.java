/**
 * Lesson: transfer learning. A network that has learned many classes becomes, in minutes, one for two others: {@link
 * io.github.blockwright.networks.DogsVsCats} on published ImageNet weights, and, where nothing is at hand, {@link
 * io.github.blockwright.lessons.transfer.ArrowsVsHourglasses} on a network that learned eight drawn shapes.
 */
package io.github.blockwright.lessons.transfer;
