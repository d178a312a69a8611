package io.github.blockwright.runtime.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Chooses images so that every class is there in its proportion. */
final class Strata {
    private Strata() {}

    /**
     * Some of the images, in their order.
     *
     * @param strata the class of each, -1 for none, which counts as a class
     * @param classes how many there are
     * @param most how many images are wanted; more are given where there are more classes, since each has one at least
     * @param seed decides which
     */
    static int[] limit(int[] strata, int classes, int most, long seed) {
        if (strata.length <= most) {
            return IntStream.range(0, strata.length).toArray();
        }
        List<List<Integer>> members = new ArrayList<>();
        for (int i = 0; i <= classes; i++) {
            members.add(new ArrayList<>());
        }
        for (int i = 0; i < strata.length; i++) {
            members.get(strata[i] + 1).add(i);
        }
        int[] wanted = shares(members.stream().mapToInt(List::size).toArray(), most);
        SplittableRandom random = new SplittableRandom(seed);
        List<Integer> chosen = new ArrayList<>();
        for (int i = 0; i < wanted.length; i++) {
            // Selection sampling: each member is taken with (still wanted) / (still to come).
            List<Integer> of = members.get(i);
            int left = wanted[i];
            for (int j = 0; j < of.size() && left > 0; j++) {
                if (random.nextInt(of.size() - j) < left) {
                    chosen.add(of.get(j));
                    left--;
                }
            }
        }
        return chosen.stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    /** Divides a number in the proportion of counts, by the largest remainders, with at least 1 where there is anything. */
    private static int[] shares(int[] counts, int most) {
        int all = Arrays.stream(counts).sum();
        int[] shares = new int[counts.length];
        for (int i = 0; i < counts.length; i++) {
            shares[i] = counts[i] == 0 ? 0 : Math.max(1, (int) ((long) counts[i] * most / all));
        }
        List<Integer> byRemainder = IntStream.range(0, counts.length)
                .boxed()
                .sorted((a, b) -> Long.compare((long) counts[b] * most % all, (long) counts[a] * most % all))
                .toList();
        int left = most - Arrays.stream(shares).sum();
        for (int i = 0; left > 0; i = (i + 1) % counts.length) {
            int of = byRemainder.get(i);
            if (shares[of] < counts[of]) {
                shares[of]++;
                left--;
            }
        }
        return shares;
    }
}
