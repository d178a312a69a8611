/**
 * PyTorch's state dictionaries: a zip archive of one pickle and the storages it names. A pickle is a program, so this
 * unpickler knows the few instructions and names that tensors need and refuses every other by name; it never loads a
 * class. {@code net.razorvine:pickle} was considered: it maps names to constructors through one registry for the whole
 * process, invokes methods by reflection, loses the order of dictionaries, and allocates what the file asks for.
 */
package io.github.blockwright.runtime.weights.pytorch;
