/** The options that several commands share: the network, its data and weights, the recipe, the engine. */
package io.github.blockwright.examples.cli.options;
