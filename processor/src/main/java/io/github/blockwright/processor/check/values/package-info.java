/** Rules about single attributes. */
package io.github.blockwright.processor.check.values;
