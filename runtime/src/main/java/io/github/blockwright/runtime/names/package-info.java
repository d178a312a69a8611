/** Names that somebody types, and the ones that were meant. */
package io.github.blockwright.runtime.names;
