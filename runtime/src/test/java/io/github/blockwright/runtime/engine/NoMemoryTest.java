package io.github.blockwright.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.EngineException;
import org.junit.jupiter.api.Test;

class NoMemoryTest {
    @Test
    void itIsToldFromTheErrorItself() {
        assertThat(NoMemory.isCauseOf(new OutOfMemoryError("Java heap space"))).isTrue();
        assertThat(NoMemory.isCauseOf(new AssertionError("of ours", new OutOfMemoryError())))
                .isTrue();
    }

    /** As Java has it of a class whose making ended for want of memory. */
    @Test
    void itIsToldFromAClassThatCouldNotBeMade() {
        NoClassDefFoundError later = new NoClassDefFoundError("Could not initialize class Any");
        later.initCause(new ExceptionInInitializerError(
                "Exception java.lang.OutOfMemoryError: Java heap space [in thread \"engine-11\"]"));
        assertThat(NoMemory.isCauseOf(later)).isTrue();
        assertThat(NoMemory.isCauseOf(
                        new NoClassDefFoundError("Could not initialize class java.util.concurrent.ForkJoinTask$Aux")))
                .isTrue();
    }

    @Test
    void otherErrorsAreOthers() {
        assertThat(NoMemory.isCauseOf(new NoClassDefFoundError("Any"))).isFalse();
        assertThat(NoMemory.isCauseOf(new NoClassDefFoundError("Could not initialize class Any")
                        .initCause(new ExceptionInInitializerError((String) null))))
                .isFalse();
        assertThat(NoMemory.isCauseOf(new StackOverflowError())).isFalse();
    }

    @Test
    void theEngineSaysItInWordsOfItsOwn() {
        Throwable engine = new EngineException(
                "[enforce fail at alloc_cpu.cpp:119] err == 0. DefaultCPUAllocator: can't allocate memory: you tried to"
                        + " allocate 9 bytes\nmore");
        assertThat(NoMemory.reason(new IllegalStateException("a batch", engine)))
                .hasValueSatisfying(reason -> assertThat(reason).endsWith("you tried to allocate 9 bytes"));
        assertThat(NoMemory.reason(new EngineException("CUDA out of memory. Tried to allocate 2 GiB")))
                .isPresent();
        assertThat(NoMemory.reason(new EngineException("mat1 and mat2 shapes cannot be multiplied")))
                .isEmpty();
        assertThat(NoMemory.reason(new IllegalStateException("out of memory"))).isEmpty();
    }
}
