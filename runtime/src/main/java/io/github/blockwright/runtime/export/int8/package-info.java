/** Post-training static quantisation of exported models to int8; for the export package, not exported. */
package io.github.blockwright.runtime.export.int8;
