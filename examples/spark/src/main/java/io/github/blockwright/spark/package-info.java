/** An exported network on Apache Spark, for more pictures than one machine wants to read. */
package io.github.blockwright.spark;
