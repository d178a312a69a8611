/**
 * The file formats of published weights, as named tensors in plain Java: no engine is started to read, check or write a
 * file, and no code in a file is ever run.
 *
 * <p>safetensors is eight bytes with the length of a header, the header in JSON, the tensors' bytes. DJL's own reader
 * ({@code NDList.decode}) needs an engine, drops the metadata, and checks neither lengths nor overlaps.
 *
 * <p>PyTorch's state dictionaries are a zip archive of one pickle and the storages that it names; before PyTorch 1.6 the
 * same one after the other. A pickle is a program, so this unpickler knows the few names that make tensors. Whatever else a
 * pickle asks for is opaque: it may lie beside the weights, is refused by name among them, and no class is ever loaded.
 * {@code net.razorvine:pickle} was considered: it maps names to constructors through one registry for the
 * whole process, invokes methods by reflection, loses the order of dictionaries, and allocates what the file asks for.
 *
 * <p>Keras' weights are HDF5 files in the layout of Keras 2 ({@code .h5}) or Keras 3 ({@code .weights.h5}), and archives
 * with one of the latter ({@code .keras}). HDF5 itself is read and written by jHDF. It trusts the file, so it works on
 * bytes in memory, where no address leads outside, and everything that it is asked to allocate is checked first.
 */
package io.github.blockwright.runtime.weights.formats;
