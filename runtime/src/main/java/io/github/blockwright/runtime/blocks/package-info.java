/** What generated blocks extend, and the tables that they describe themselves with. */
package io.github.blockwright.runtime.blocks;
