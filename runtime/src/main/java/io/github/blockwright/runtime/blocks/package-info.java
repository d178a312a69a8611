/** What generated blocks extend and describe themselves with; {@code layers} beneath has what they compose. */
package io.github.blockwright.runtime.blocks;
