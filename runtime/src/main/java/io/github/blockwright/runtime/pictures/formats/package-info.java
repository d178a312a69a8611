/** Reads the kinds of picture files, each as its pixels and what the file says about them. */
package io.github.blockwright.runtime.pictures.formats;
