/** Lesson: the depthwise-separable network that the family began with. */
package io.github.blockwright.examples.mobilenetv1;
