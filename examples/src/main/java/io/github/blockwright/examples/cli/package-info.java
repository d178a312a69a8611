/** The command line: summary, train, evaluate and predict for any generated network. */
package io.github.blockwright.examples.cli;
