/** What classifying on Spark costs, and how much memory it takes. */
package io.github.blockwright.spark.measuring;
