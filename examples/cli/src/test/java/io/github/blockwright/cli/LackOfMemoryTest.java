package io.github.blockwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LackOfMemoryTest {
    @Test
    void itIsToldFromTheErrorItself() {
        assertThat(LackOfMemory.isCauseOf(new OutOfMemoryError("Java heap space")))
                .isTrue();
        assertThat(LackOfMemory.isCauseOf(new AssertionError("of ours", new OutOfMemoryError())))
                .isTrue();
    }

    /** As Java has it of a class whose making ended for want of memory. */
    @Test
    void itIsToldFromAClassThatCouldNotBeMade() {
        NoClassDefFoundError later = new NoClassDefFoundError("Could not initialize class Any");
        later.initCause(new ExceptionInInitializerError(
                "Exception java.lang.OutOfMemoryError: Java heap space [in thread \"engine-11\"]"));
        assertThat(LackOfMemory.isCauseOf(later)).isTrue();
        assertThat(LackOfMemory.isCauseOf(
                        new NoClassDefFoundError("Could not initialize class java.util.concurrent.ForkJoinTask$Aux")))
                .isTrue();
    }

    @Test
    void otherErrorsAreOthers() {
        assertThat(LackOfMemory.isCauseOf(new NoClassDefFoundError("Any"))).isFalse();
        assertThat(LackOfMemory.isCauseOf(new NoClassDefFoundError("Could not initialize class Any")
                        .initCause(new ExceptionInInitializerError((String) null))))
                .isFalse();
        assertThat(LackOfMemory.isCauseOf(new StackOverflowError())).isFalse();
    }
}
