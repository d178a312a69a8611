/** Zip archives as PyTorch and Keras write them. */
package io.github.blockwright.runtime.weights.archive;
