package io.github.blockwright.benchmarks.peers;

import io.github.blockwright.benchmarks.peers.Case.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One of the things that are compared.
 *
 * @param name as in the results
 * @param isPeer whether it runs in Python
 * @param isReference whether the others' times are divided by its time
 * @param onRequest whether it only runs where it is asked for
 * @param program the class or the script
 * @param arguments besides those of the case
 */
record Arm(
        Kind kind,
        String name,
        boolean isPeer,
        boolean isReference,
        boolean onRequest,
        String program,
        List<String> arguments) {
    private static final String TRAINING_PEER = "training_step.py";
    private static final String INFERENCE_PEER = "inference_step.py";

    /** All of them. */
    static final List<Arm> ALL = List.of(
            ours(Kind.TRAINING, "Blockwright", false, TrainingStep.class),
            reference(Kind.TRAINING, "PyTorch channels-last", TRAINING_PEER, "--form", "channels-last"),
            peer(Kind.TRAINING, "PyTorch NCHW", TRAINING_PEER, "--form", "nchw"),
            peer(Kind.TRAINING, "PyTorch compile", TRAINING_PEER, "--form", "compile"),
            ours(Kind.INFERENCE, "Blockwright folded", false, InferenceStep.class, "--engine", "folded"),
            ours(Kind.INFERENCE, "Blockwright onnxruntime", false, InferenceStep.class, "--engine", "onnxruntime"),
            reference(Kind.INFERENCE, "PyTorch optimized", INFERENCE_PEER, "--form", "optimized"),
            ours(Kind.INFERENCE, "Blockwright djl", true, InferenceStep.class, "--engine", "djl"),
            peer(Kind.INFERENCE, "PyTorch channels-last", INFERENCE_PEER, "--form", "channels-last"),
            peer(Kind.INFERENCE, "PyTorch NCHW", INFERENCE_PEER, "--form", "nchw"),
            peer(Kind.INFERENCE, "PyTorch compile", INFERENCE_PEER, "--form", "compile"),
            peer(Kind.INFERENCE, "Python onnxruntime", INFERENCE_PEER, "--form", "onnxruntime"));

    private static Arm ours(Kind kind, String name, boolean onRequest, Class<?> program, String... arguments) {
        return new Arm(kind, name, false, false, onRequest, program.getName(), List.of(arguments));
    }

    private static Arm reference(Kind kind, String name, String program, String... arguments) {
        return new Arm(kind, name, true, true, false, program, List.of(arguments));
    }

    private static Arm peer(Kind kind, String name, String program, String... arguments) {
        return new Arm(kind, name, true, false, true, program, List.of(arguments));
    }

    /** Where the programs are. */
    record Places(String python, Path scripts, Path data) {}

    /** The command line that measures a case. */
    List<String> command(Case measured, Places places) {
        List<String> command = new ArrayList<>();
        if (isPeer) {
            command.addAll(
                    List.of(places.python(), places.scripts().resolve(program).toString()));
        } else {
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            command.addAll(List.of(java, "-cp", System.getProperty("java.class.path"), program));
        }
        command.addAll(measured.options());
        command.addAll(arguments);
        if (kind == Kind.TRAINING) {
            command.addAll(List.of("--data", places.data().toString()));
        }
        return command;
    }
}
