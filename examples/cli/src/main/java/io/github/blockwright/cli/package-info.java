/** The command {@code blockwright}: one class for each command, and what several of them take. */
package io.github.blockwright.cli;
