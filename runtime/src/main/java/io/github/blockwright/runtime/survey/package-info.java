/** Finds out what is in a data set before a training spends hours on it. */
package io.github.blockwright.runtime.survey;
