/** The blocks that rows of the papers' tables repeat, made of {@code blocks.layers}, and the stage that repeats them. */
package io.github.blockwright.runtime.blocks.composite;
