/**
 * A table's record as the compiler found it, mistakes included: what {@code read} gives and {@code check} judges. A
 * declaration without mistakes is a {@link io.github.blockwright.processor.spec.NetworkTable}.
 */
package io.github.blockwright.processor.declaration;
