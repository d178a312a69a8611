/** Steps of training and inference under JMH. */
package io.github.blockwright.benchmarks.jmh;
