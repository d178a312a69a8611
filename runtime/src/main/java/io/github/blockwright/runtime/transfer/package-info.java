/**
 * Transfer learning: a network's frozen rows make features of the images once ({@link
 * io.github.blockwright.runtime.transfer.FrozenFeatures}), the rows after them train on those, and then a part of the
 * frozen rows is unfrozen and trained with them ({@link io.github.blockwright.runtime.transfer.TransferLearning}).
 *
 * <p>To replace the classifier of a network, for another number of classes, declare another table: copy the record and
 * change its last row, or make the network the first row of a record whose other rows are the new head, and load the
 * weights without the old head. There is nothing to be cut off or put on at run time, so every table's shapes and counts
 * stay checked at compile time:
 *
 * <pre>{@code
 * @Network(input = @Input(height = 160, width = 160))
 * public record CatsAndDogs(
 *         @Conv(filters = 32, kernel = 3, strides = 2) NDArray stem,
 *         ...                                                          // as in the network whose weights are loaded
 *         @GlobalAveragePool                           NDArray pooled,
 *         @Dropout(0.2)                                NDArray regularised,
 *         @Dense(units = 2)                            NDArray logits) {}
 * }</pre>
 */
package io.github.blockwright.runtime.transfer;
