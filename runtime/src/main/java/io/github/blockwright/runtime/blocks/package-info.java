/** What generated blocks extend and describe themselves with; {@code layers} beneath has the primitives they compose. */
package io.github.blockwright.runtime.blocks;
