/**
 * Keras' weights: HDF5 files in the layout of Keras 2 ({@code .h5}) or Keras 3 ({@code .weights.h5}), and archives with
 * one of the latter ({@code .keras}). HDF5 itself is read and written by jHDF. It trusts the file, so it works on bytes
 * in memory, where no address leads outside, and everything it is asked to allocate is checked first.
 */
package io.github.blockwright.runtime.weights.keras;
