/** Exported networks on Apache Spark. */
package io.github.blockwright.examples.spark;
