/**
 * The annotation processor: {@code read} the records, {@code check} them, report, {@code emit} their blocks. Each phase
 * passes immutable data to the next.
 */
package io.github.blockwright.processor;
