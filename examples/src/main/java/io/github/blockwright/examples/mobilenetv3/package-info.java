/** Lesson: the networks that squeeze, switch activations and have no regular width. */
package io.github.blockwright.examples.mobilenetv3;
