package io.github.blockwright.runtime;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The walls of docs/design.md within the runtime and around it. */
class ArchitectureTest {
    private static final String ENGINE = "io.github.blockwright.runtime.engine";
    private static JavaClasses runtime;

    @BeforeAll
    static void read() {
        // Names are enough: nothing is asked of the classes of others.
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        runtime = new ClassFileImporter().importPath("target/classes");
    }

    @Test
    void noTwoPackagesNeedEachOther() {
        slices().matching("io.github.blockwright.(**)")
                .should()
                .beFreeOfCycles()
                .check(runtime);
    }

    @Test
    void ofTheOtherModulesOnlyTheLanguageIsKnown() {
        classes()
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage("io.github.blockwright.."))
                        .or(resideInAnyPackage("io.github.blockwright.runtime..", "io.github.blockwright.dsl..")))
                .check(runtime);
    }

    @Test
    void onlyTheEnginePackageKnowsTheCLibraryAndPyTorchItself() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ENGINE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.sun.jna..", "ai.djl.pytorch..")
                .check(runtime);
    }

    @Test
    void programsInTorchScriptAreNoBusinessOfOtherPackages() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ENGINE)
                .should()
                .dependOnClassesThat()
                .haveNameMatching(".*\\.EngineScript(\\$.*)?")
                .check(runtime);
    }
}
