/** Files: written whole or not at all, downloaded with a checksum, unpacked within their folder. Not exported. */
package io.github.blockwright.runtime.files;
