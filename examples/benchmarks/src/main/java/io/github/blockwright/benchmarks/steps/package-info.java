/** Programs that time steps as processes of their own, and what reads them. */
package io.github.blockwright.benchmarks.steps;
