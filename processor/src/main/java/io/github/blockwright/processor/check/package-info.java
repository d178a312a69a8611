/**
 * What can be wrong with a table, and where it lies. The rules that find it go from plain data to problems: {@code
 * structure} looks at the record, {@code values} at single attributes, {@code flow} at what happens between the rows;
 * {@code table} applies them all. What a row demands, its operator says; here stands what the user reads where it is not
 * so.
 */
package io.github.blockwright.processor.check;
