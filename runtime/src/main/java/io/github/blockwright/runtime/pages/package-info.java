/** What runs came to as pages to look at: the report of one, the comparison of several. */
package io.github.blockwright.runtime.pages;
