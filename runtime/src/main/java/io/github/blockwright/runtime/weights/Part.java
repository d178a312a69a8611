package io.github.blockwright.runtime.weights;

/**
 * One layer of a published network: all that a publisher derives its names from.
 *
 * @param path of the layer in the block, as {@code stage2.0.expand}
 * @param role what it is in its network
 * @param position where it stands
 */
record Part(String path, Role role, Position position) {}
