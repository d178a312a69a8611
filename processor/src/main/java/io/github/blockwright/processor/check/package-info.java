/**
 * Judges a declaration. {@code structure} looks at the record, {@code values} at single attributes, {@code flow} at what
 * happens between the rows, and at what is unwise there. What a row demands, its operator says; here stands what the user
 * reads where it is not so.
 */
package io.github.blockwright.processor.check;
