/** Weights on disk: saved models, and published weights under the names that each family gives its layers. */
package io.github.blockwright.runtime.weights;
