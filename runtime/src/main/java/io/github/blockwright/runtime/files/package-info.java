/** Writing files safely; for the other packages of the runtime, not exported. */
package io.github.blockwright.runtime.files;
