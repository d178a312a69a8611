/**
 * The safetensors format: eight bytes with the length of a header, the header in JSON, the tensors' bytes. DJL's own
 * reader ({@code NDList.decode}) needs an engine, drops the metadata, and checks neither lengths nor overlaps.
 */
package io.github.blockwright.runtime.weights.safetensors;
