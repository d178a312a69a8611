package io.github.blockwright.benchmarks;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.blockwright.runtime.blocks.NetworkBlock;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The walls of docs/design.md around the examples, all of which can be seen from here. */
class ArchitectureTest {
    private static final String RUNTIME = "io.github.blockwright.runtime";
    private static JavaClasses examples;

    @BeforeAll
    static void read() {
        // Names are enough: nothing is asked of the classes of others.
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        examples = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(
                        "io.github.blockwright.networks",
                        "io.github.blockwright.lessons",
                        "io.github.blockwright.cli",
                        "io.github.blockwright.benchmarks");
    }

    @Test
    void noTwoPackagesNeedEachOther() {
        slices().matching("io.github.blockwright.(**)")
                .should()
                .beFreeOfCycles()
                .check(examples);
    }

    /**
     * The benchmarks measure what is inside, and the command line sets threads and memory for its whole process, and asks
     * what was meant. */
    @Test
    void onlyWhatTheRuntimeExportsIsUsed() throws URISyntaxException {
        Path runtime = Path.of(NetworkBlock.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        String[] exported = ModuleFinder.of(runtime).find(RUNTIME).orElseThrow().descriptor().exports().stream()
                .filter(exports -> !exports.isQualified())
                .map(Exports::source)
                .toArray(String[]::new);
        noClasses()
                .that(resideInAnyPackage("io.github.blockwright.networks..", "io.github.blockwright.lessons.."))
                .should()
                .dependOnClassesThat(resideInAPackage(RUNTIME + "..").and(resideOutsideOfPackages(exported)))
                .check(examples);
        noClasses()
                .that(resideInAPackage("io.github.blockwright.cli.."))
                .should()
                .dependOnClassesThat(resideInAPackage(RUNTIME + "..")
                        .and(resideOutsideOfPackages(exported))
                        .and(resideOutsideOfPackages(RUNTIME + ".engine", RUNTIME + ".files", RUNTIME + ".names")))
                .check(examples);
    }

    @Test
    void theProcessorIsOnlyMeasured() {
        noClasses()
                .that(resideInAnyPackage(
                        "io.github.blockwright.networks..",
                        "io.github.blockwright.lessons..",
                        "io.github.blockwright.cli.."))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.github.blockwright.processor..")
                .check(examples);
    }
}
