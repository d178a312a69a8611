/** Lesson: tables of others, written down as they were published. No part of the processor knows them. */
package io.github.blockwright.examples.published;
