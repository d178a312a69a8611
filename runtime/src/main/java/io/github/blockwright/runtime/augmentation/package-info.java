/** What an augmentation does to a picture: each change with given numbers, and how the numbers are drawn. */
package io.github.blockwright.runtime.augmentation;
