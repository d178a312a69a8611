/**
 * A network's table as plain, immutable data, and what each row makes of its input. Nothing here knows javac or DJL.
 */
package io.github.blockwright.processor.spec;
