/**
 * From javac's view of a record to a {@link io.github.blockwright.processor.declaration.Declaration}. Apart from the
 * reporter, the only package that knows elements.
 */
package io.github.blockwright.processor.read;
