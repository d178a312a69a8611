/** Lesson: the lecture's MobileNetV2 on CIFAR-10. */
package io.github.blockwright.examples.cifar10;
