/** Weights on disk. */
package io.github.blockwright.runtime.weights;
