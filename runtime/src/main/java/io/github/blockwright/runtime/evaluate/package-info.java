/** How good a network is. */
package io.github.blockwright.runtime.evaluate;
