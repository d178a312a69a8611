/**
 * Training and inference beside PyTorch: {@code Benchmarks} runs {@code TrainingStep} and {@code InferenceStep} in turn with
 * the Python programs of {@code examples/src/main/python/benchmarks}, each a process of its own.
 */
package io.github.blockwright.examples.benchmarks.peers;
