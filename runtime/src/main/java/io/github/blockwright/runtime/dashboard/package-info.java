/** Runs followed in a browser on this machine. */
package io.github.blockwright.runtime.dashboard;
