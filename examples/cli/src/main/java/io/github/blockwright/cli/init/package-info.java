/** A new project: a table on a network of the library, programs that train and classify, and a test. */
package io.github.blockwright.cli.init;
