/** Writes networks as ONNX models, which run without DJL and outside the JVM. */
package io.github.blockwright.runtime.export;
