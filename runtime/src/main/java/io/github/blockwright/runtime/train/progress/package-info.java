/** How a training goes: its results, who listens to them, and what is shown and written of them. */
package io.github.blockwright.runtime.train.progress;
