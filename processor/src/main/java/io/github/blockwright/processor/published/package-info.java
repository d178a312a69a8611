/**
 * What the families that publish weights (torchvision, timm, Keras) call the layers of a checked table. A table is followed
 * row by row as long as it is like a published network; most tables are like none, which is no mistake.
 */
package io.github.blockwright.processor.published;
