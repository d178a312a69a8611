/** VP8's key frames, which is what lossy WebP holds (RFC 6386). Computes what libwebp does, to the bit. */
package io.github.blockwright.runtime.pictures.vp8;
