/** Runs trained networks on the fastest engine at hand. */
package io.github.blockwright.runtime.serve;
