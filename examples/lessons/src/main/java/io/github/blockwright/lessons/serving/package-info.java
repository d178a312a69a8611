/** Lesson: an exported network without DJL, on ONNX Runtime alone. */
package io.github.blockwright.lessons.serving;
