/**
 * From a checked table and its plan to the source of its block. It names the classes of DJL and the runtime and loads
 * none of them.
 */
package io.github.blockwright.processor.emit;
