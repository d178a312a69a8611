package io.github.blockwright.runtime.serve;

/** What runs a network that is served. */
public enum ServingEngine {
    /** ONNX Runtime where it is there and can run the network, which is on the CPU; else PyTorch. */
    AUTO,
    /** ONNX Runtime, on the CPU; the dependency {@code com.microsoft.onnxruntime:onnxruntime} is the user's to add. */
    ONNXRUNTIME,
    /** DJL's engine and the network's folded twin, where its weights are. */
    PYTORCH
}
