/**
 * Judges a declaration: one small class per rule, each from plain data to problems. {@code structure} looks at the
 * record, {@code values} at single attributes, {@code flow} at what happens between the rows, {@code advice} at what is
 * unwise.
 */
package io.github.blockwright.processor.check;
