/** How the engine uses the machine. */
package io.github.blockwright.runtime.engine;
