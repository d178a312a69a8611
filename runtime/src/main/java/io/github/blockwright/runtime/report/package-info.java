/** What a training says of itself: its results, who listens to them, the progress line, the log and the pictures. */
package io.github.blockwright.runtime.report;
