/** How fast pictures come ready for a network, beside what others use for it. */
package io.github.blockwright.benchmarks.reading;
