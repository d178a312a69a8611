/** How to train: the settings, the optimisers and the schedules of the learning rate. */
package io.github.blockwright.runtime.recipe;
