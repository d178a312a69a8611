package io.github.blockwright.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineThreadsTest {
    @ParameterizedTest
    @CsvSource({"2, 0, 2", "2, 0.3, 2", "2, 0.6, 1", "2, 1, 1", "2, 2, 1", "8, 2.9, 5", "1, 0, 1", "4, 17, 1"})
    void busyCoresAreLeftToThoseWhoUseThem(int cores, double taken, int threads) {
        assertThat(EngineThreads.free(cores, taken)).isEqualTo(threads);
    }

    @Test
    void atLeastOneCoreIsFreeAndNoMoreThanThereAre() {
        assertThat(EngineThreads.free()).isBetween(1, Runtime.getRuntime().availableProcessors());
    }

    @Test
    void coresThatOtherProcessesComputeOnAreNotFree() throws IOException {
        assumeThat(Platform.isWindows()).as("there is a shell").isFalse();
        int processors = Runtime.getRuntime().availableProcessors();
        List<Process> busy = new ArrayList<>();
        try {
            for (int i = 0; i < processors; i++) {
                busy.add(new ProcessBuilder("sh", "-c", "while :; do :; done").start());
            }
            assertThat(EngineThreads.free()).isLessThanOrEqualTo(Math.max(1, processors / 2));
        } finally {
            busy.forEach(Process::destroyForcibly);
        }
    }

    @Test
    void theNumberIsTheEnginesAndItsThreadsSpinBriefly() {
        int before = EngineThreads.count();
        try {
            EngineThreads.use(3);
            assertThat(EngineThreads.areSet()).isTrue();
            assertThat(EngineThreads.count()).isEqualTo(3);
            assertThat(System.getProperty("ai.djl.pytorch.num_threads")).isEqualTo("3");
        } finally {
            EngineThreads.use(before);
        }
        assumeThat(Platform.isLinux()).as("GNU OpenMP is Linux's").isTrue();
        assumeThat(System.getenv())
                .as("the environment says itself how threads wait")
                .doesNotContainKeys("OMP_WAIT_POLICY", "GOMP_SPINCOUNT");
        assertThat(NativeLibrary.getProcess()
                        .getFunction("getenv")
                        .invokeString(new Object[] {"GOMP_SPINCOUNT"}, false))
                .isEqualTo("1000");
    }

    @Test
    void thereIsNoEngineWithoutThreads() {
        assertThatThrownBy(() -> EngineThreads.use(0)).hasMessageStartingWith("There must be 1 to ");
    }

    @Test
    void hardwareThreadsOfACoreAreOneCore() {
        String twoCoresOfTwoThreads = """
                processor\t: 0
                physical id\t: 0
                core id\t\t: 0
                processor\t: 1
                physical id\t: 0
                core id\t\t: 1
                processor\t: 2
                physical id\t: 0
                core id\t\t: 0
                processor\t: 3
                physical id\t: 0
                core id\t\t: 1
                """;
        assertThat(Cores.count(twoCoresOfTwoThreads)).isEqualTo(2);
        assertThat(Cores.count(twoCoresOfTwoThreads + twoCoresOfTwoThreads.replace("id\t: 0", "id\t: 1")))
                .isEqualTo(4);
        assertThat(Cores.count("processor : 0\nBogoMIPS : 50.00\n")).isZero();
    }
}
