/** Rules about what is legal but unwise. */
package io.github.blockwright.processor.check.advice;
