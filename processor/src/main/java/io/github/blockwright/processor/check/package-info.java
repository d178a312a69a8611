/**
 * What can be wrong with a table, and where it lies. The rules that find it are one small class each, from plain data to
 * problems: {@code structure} looks at the record, {@code values} at single attributes, {@code flow} at what happens
 * between the rows; {@code table} applies them all.
 */
package io.github.blockwright.processor.check;
