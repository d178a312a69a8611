/** What published weights are called in each family, and how each lays them out. */
package io.github.blockwright.runtime.weights.names;
