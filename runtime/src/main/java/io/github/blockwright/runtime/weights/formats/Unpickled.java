package io.github.blockwright.runtime.weights.formats;

import io.github.blockwright.runtime.weights.formats.PickleValue.Storage;
import java.util.Map;

/**
 * What a pickle describes.
 *
 * @param root the value
 * @param storages whose bytes lie beside the pickle, by their keys
 */
record Unpickled(PickleValue root, Map<String, Storage> storages) {}
