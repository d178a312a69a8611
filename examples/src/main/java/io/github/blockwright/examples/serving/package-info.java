/** Lesson: a network in production, as one ONNX file, with ONNX Runtime and nothing of this library or DJL. */
package io.github.blockwright.examples.serving;
