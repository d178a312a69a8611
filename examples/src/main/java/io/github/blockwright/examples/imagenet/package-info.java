/** Lesson: the network of the paper, for ImageNet. */
package io.github.blockwright.examples.imagenet;
