/** The weights of a running training as flat arrays, and how a step's gradient changes them. Not exported. */
package io.github.blockwright.runtime.train.update;
