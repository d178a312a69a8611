/**
 * How the engine uses the machine, and what it can do that DJL has no method for. The only place that knows JNA, the C
 * library and TorchScript. Not exported.
 */
package io.github.blockwright.runtime.engine;
