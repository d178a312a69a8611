package io.github.blockwright.benchmarks.peers;

import io.github.blockwright.benchmarks.peers.Case.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One of the things that are compared.
 *
 * @param name as in the results
 * @param isPeer whether it runs in Python
 * @param isReference whether the others' times are divided by its time
 * @param onRequest whether it only runs where it is asked for
 * @param program the class or the script
 * @param arguments besides those of the case
 * @param environment variables to set, {@code NAME=value}
 */
record Arm(
        Kind kind,
        String name,
        boolean isPeer,
        boolean isReference,
        boolean onRequest,
        String program,
        List<String> arguments,
        List<String> environment) {
    private static final String TRAINING_PEER = "training_step.py";
    private static final String INFERENCE_PEER = "inference_step.py";
    private static final String HELD_STILL = "--fine-tune";

    /** All of them. */
    static final List<Arm> ALL = Stream.of(
                    training(Kind.TRAINING),
                    training(Kind.FINE_TUNING, HELD_STILL),
                    List.of(
                            ours(
                                    Kind.INFERENCE,
                                    "Blockwright folded",
                                    false,
                                    InferenceStep.class,
                                    "--engine",
                                    "folded"),
                            ours(
                                    Kind.INFERENCE,
                                    "Blockwright onnxruntime",
                                    false,
                                    InferenceStep.class,
                                    "--engine",
                                    "onnxruntime"),
                            reference(Kind.INFERENCE, "PyTorch optimized", INFERENCE_PEER, "--form", "optimized"),
                            ours(Kind.INFERENCE, "Blockwright djl", true, InferenceStep.class, "--engine", "djl"),
                            peer(Kind.INFERENCE, "PyTorch channels-last", INFERENCE_PEER, "--form", "channels-last"),
                            peer(Kind.INFERENCE, "PyTorch NCHW", INFERENCE_PEER, "--form", "nchw"),
                            peer(Kind.INFERENCE, "PyTorch compile", INFERENCE_PEER, "--form", "compile"),
                            peer(Kind.INFERENCE, "Python onnxruntime", INFERENCE_PEER, "--form", "onnxruntime")))
            .flatMap(List::stream)
            .toList();

    private static List<Arm> training(Kind kind, String... more) {
        return List.of(
                ours(kind, "Blockwright", false, TrainingStep.class, more),
                ours(kind, "Blockwright recompute", true, TrainingStep.class, with(more, "--recompute")),
                reference(kind, "PyTorch channels-last", TRAINING_PEER, with(more, "--form", "channels-last")),
                peer(kind, "PyTorch NCHW", TRAINING_PEER, with(more, "--form", "nchw")),
                peer(kind, "PyTorch compile", TRAINING_PEER, with(more, "--form", "compile")),
                tuned(kind, "jemalloc", "libjemalloc.so.2", more),
                tuned(kind, "tcmalloc", "libtcmalloc_minimal.so.4", more),
                tuned(kind, "compile jemalloc", "libjemalloc.so.2", with(more, "--form", "compile")));
    }

    /** As PyTorch's tuning guide advises: another allocator, and threads that stay where they are. */
    private static Arm tuned(Kind kind, String name, String allocator, String... more) {
        List<String> environment = List.of(
                "LD_PRELOAD=" + allocator,
                "MALLOC_CONF=oversize_threshold:1,background_thread:true,metadata_thp:auto,dirty_decay_ms:9000000000,"
                        + "muzzy_decay_ms:9000000000",
                "OMP_SCHEDULE=STATIC",
                "OMP_PROC_BIND=CLOSE");
        List<String> arguments = new ArrayList<>(List.of(more));
        if (!arguments.contains("--form")) {
            arguments.addAll(List.of("--form", "channels-last"));
        }
        arguments.addAll(List.of("--preloaded", allocator));
        return new Arm(kind, "PyTorch " + name, true, false, true, TRAINING_PEER, arguments, environment);
    }

    private static String[] with(String[] some, String... others) {
        return Stream.concat(Stream.of(some), Stream.of(others)).toArray(String[]::new);
    }

    private static Arm ours(Kind kind, String name, boolean onRequest, Class<?> program, String... arguments) {
        return new Arm(kind, name, false, false, onRequest, program.getName(), List.of(arguments), List.of());
    }

    private static Arm reference(Kind kind, String name, String program, String... arguments) {
        return new Arm(kind, name, true, true, false, program, List.of(arguments), List.of());
    }

    private static Arm peer(Kind kind, String name, String program, String... arguments) {
        return new Arm(kind, name, true, false, true, program, List.of(arguments), List.of());
    }

    /** Where the programs are. */
    record Places(String python, Path scripts, Path data) {}

    /** The command line that measures a case. */
    List<String> command(Case measured, Places places) {
        List<String> command = new ArrayList<>();
        if (!environment.isEmpty()) {
            command.add("env");
            command.addAll(environment);
        }
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
        if (kind != Kind.INFERENCE) {
            command.addAll(List.of("--data", places.data().toString()));
        }
        return command;
    }
}
