/** Getting files from the network and out of archives, safely: checked, resumable, never half done. */
package io.github.blockwright.runtime.data.fetch;
