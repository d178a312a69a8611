/** What every layer is built on: the layer itself, a pass through several, activations, padding and conventions. */
package io.github.blockwright.runtime.blocks.base;
