/** How data sets lie on a disk: folders of classes, indexes, archives. Gives files with labels, and reads no pictures. */
package io.github.blockwright.runtime.layouts;
