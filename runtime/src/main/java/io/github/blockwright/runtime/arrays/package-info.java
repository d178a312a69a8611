/** Small operations on engine arrays; not for users. */
package io.github.blockwright.runtime.arrays;
