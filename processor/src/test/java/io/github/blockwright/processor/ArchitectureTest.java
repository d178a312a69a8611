package io.github.blockwright.processor;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import javax.annotation.processing.Generated;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The walls of docs/design.md within the processor and around it, and around the language that it reads. */
class ArchitectureTest {
    private static final String ROOT = "io.github.blockwright.processor";
    /** The edge to the compiler, beside {@code read}. */
    private static final DescribedPredicate<JavaClass> EDGE = belongTo(equivalentTo(NetworkProcessor.class))
            .or(belongTo(equivalentTo(Reporter.class)))
            .or(belongTo(equivalentTo(RepeatedAnnotations.class)));
    /** JavaPoet takes the compiler's modifiers, and what it writes carries an annotation of the compiler's API. */
    private static final DescribedPredicate<JavaClass> WRITTEN = describe(
            "stand in generated code",
            type -> type.getBaseComponentType().isEquivalentTo(Modifier.class) || type.isEquivalentTo(Generated.class));

    private static JavaClasses processor;

    @BeforeAll
    static void read() {
        // Names are enough: nothing is asked of the classes of others.
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        processor = new ClassFileImporter().importPath("target/classes");
    }

    @Test
    void noTwoPackagesNeedEachOther() {
        slices().matching("io.github.blockwright.(**)")
                .should()
                .beFreeOfCycles()
                .check(processor);
    }

    @Test
    void theLanguageNeedsNothingButTheJdk() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "io.github.blockwright.dsl..")
                .check(new ClassFileImporter().importPackages("io.github.blockwright.dsl"));
    }

    @Test
    void theProcessorNeedsTheLanguageTheCompilerAndJavaPoetAlone() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "javax..",
                        "com.sun.source..",
                        "com.google.auto.service",
                        "com.palantir.javapoet",
                        "io.github.blockwright.dsl..",
                        ROOT + "..")
                .check(processor);
    }

    @Test
    void onlyTheReaderAndTheReporterKnowTheCompilersView() {
        noClasses()
                .that(not(resideInAPackage(ROOT + ".read..")))
                .and(not(EDGE))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "javax.annotation.processing..",
                                "javax.lang.model..",
                                "javax.tools..",
                                "com.sun.source..")
                        .and(not(WRITTEN)))
                .check(processor);
    }

    @Test
    void onlyTheEmitterKnowsJavaPoet() {
        noClasses()
                .that(not(resideInAPackage(ROOT + ".emit..")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.palantir.javapoet..")
                .check(processor);
        noClasses()
                .that(not(resideInAnyPackage(ROOT + ".emit..", ROOT + ".read..")))
                .and(not(EDGE))
                .should()
                .dependOnClassesThat(WRITTEN)
                .check(processor);
    }
}
