/** Training and inference beside PyTorch: whole processes in turn, pair by pair. */
package io.github.blockwright.benchmarks.peers;
