/** The Maven or Gradle project that one stands in. */
package io.github.blockwright.cli.project;
