package io.github.blockwright.cli;

import io.github.blockwright.cli.doctor.Diagnosis;
import io.github.blockwright.cli.doctor.Doctor;
import io.github.blockwright.cli.project.Project;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "doctor",
        description = "Says what this machine is like and what will not work on it, on a page to paste into a report.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private EngineOptions engine;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        engine.apply();
        Map<String, Object> program = new LinkedHashMap<>();
        program.put("version", new Version().getVersion()[0]);
        Optional<Project> project = Project.around(Path.of(""));
        program.put("project", project.map(found -> found.module().toString()).orElse("none"));
        program.put(
                "tables",
                project.map(found -> String.join(", ", found.blocks())).orElse(""));
        Diagnosis diagnosis = Doctor.examine(program);
        if (!output.isJson()) {
            output.text().println(diagnosis);
        }
        output.print(diagnosis.toJson());
        return diagnosis.problems().isEmpty() ? 0 : Main.PROBLEMS;
    }
}
