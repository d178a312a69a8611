/** Network tables in source text, aligned in columns as a paper prints them. */
package io.github.blockwright.cli.format;
