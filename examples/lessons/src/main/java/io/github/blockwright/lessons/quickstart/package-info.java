/** Lesson: the whole way, from drawn pictures to predictions, in a minute. */
package io.github.blockwright.lessons.quickstart;
