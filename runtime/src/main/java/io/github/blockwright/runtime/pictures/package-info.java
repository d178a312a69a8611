/** A picture file as a person would see it: turned upright, in sRGB, on white. */
package io.github.blockwright.runtime.pictures;
