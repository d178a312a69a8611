package io.github.blockwright.runtime.survey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NearHashesTest {
    /** Random ones, and neighbours of theirs at all distances. */
    private static long[] hashes(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] hashes = random.longs(count).toArray();
        for (int i = 1; i < count; i += 2) {
            hashes[i] = hashes[random.nextInt(i)];
            for (int flips = random.nextInt(20); flips > 0; flips--) {
                hashes[i] ^= 1L << random.nextInt(64);
            }
        }
        return hashes;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 4, 7, 10, 16})
    void findsThePairsThatComparingAllFindsEachOnce(int most) {
        long[] hashes = hashes(400, most);
        Set<String> expected = new TreeSet<>();
        for (int i = 0; i < hashes.length; i++) {
            for (int j = i + 1; j < hashes.length; j++) {
                int distance = Long.bitCount(hashes[i] ^ hashes[j]);
                if (distance <= most) {
                    expected.add(i + " " + j + " " + distance);
                }
            }
        }
        List<String> found = new ArrayList<>();
        new NearHashes(hashes)
                .within(
                        most,
                        (one, other, distance) ->
                                found.add(Math.min(one, other) + " " + Math.max(one, other) + " " + distance));

        assertThat(found).doesNotHaveDuplicates();
        assertThat(new TreeSet<>(found)).isEqualTo(expected).isNotEmpty();
    }

    @Test
    void nothingHasNoPairs() {
        new NearHashes(new long[0]).within(4, (one, other, distance) -> {
            throw new AssertionError("a pair of nothing");
        });
    }
}
