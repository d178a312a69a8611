/** How shapes, costs and widths are computed. */
package io.github.blockwright.processor.spec.arithmetic;
