/** Lesson: from a table to a trained network in three minutes, with nothing to download. */
package io.github.blockwright.examples.quickstart;
