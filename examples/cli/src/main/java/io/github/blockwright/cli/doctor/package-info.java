/** What a machine is like, as far as it matters to a training. */
package io.github.blockwright.cli.doctor;
