/** Pictures of what happened: learning curves and confusion matrices as PNG files. */
package io.github.blockwright.runtime.report;
