package io.github.blockwright.runtime.survey;

import io.github.blockwright.runtime.layouts.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Pictures that look the same by their {@linkplain Fingerprint fingerprints} and are not, byte by byte. Across parts, a picture
 * in a mirror looks the same too, if it has the same labels: a mirrored arrow or letter is rightly something else.
 *
 * @param acrossParts each picture to measure on that looks like one in an earlier part, with the nearest there
 * @param acrossClasses pictures that look the same and are labelled otherwise, each pair once
 */
record NearlySame(List<Twin> acrossParts, List<Twin> acrossClasses) {
    private static final Comparator<Twin> NEAREST_FIRST =
            Comparator.comparingInt(Twin::distance).thenComparingInt(Twin::one);

    /** How well those must correlate whose hashes are near. */
    private static final double CORRELATION = 0.93;

    /** Pictures with the same fingerprint, labels and part are alike to all others, so that one of them is compared. */
    private record Kind(Fingerprint fingerprint, Part part, List<Integer> labels) {}

    /**
     * Looks for pairs.
     *
     * @param fingerprints of the entries; none where one is plain or could not be read
     * @param most bits of the hashes that may differ, 0 to 16
     * @param same those that are left out here
     */
    static NearlySame of(List<Entry> entries, List<Optional<Fingerprint>> fingerprints, int most, SameBytes same) {
        Map<Kind, List<Integer>> kinds = new LinkedHashMap<>();
        for (int i = 0; i < fingerprints.size(); i++) {
            if (fingerprints.get(i).isPresent()) {
                Entry entry = entries.get(i);
                List<Integer> labels = Arrays.stream(entry.labels()).boxed().toList();
                Kind kind = new Kind(fingerprints.get(i).get(), entry.part(), labels);
                kinds.computeIfAbsent(kind, k -> new ArrayList<>(1)).add(i);
            }
        }
        Search search = new Search(List.copyOf(kinds.keySet()), List.copyOf(kinds.values()));
        search.run(most);
        return new NearlySame(search.acrossParts(same.acrossParts()), search.acrossClasses(same.acrossClasses()));
    }

    private static final class Search {
        private final List<Kind> kinds;
        private final List<List<Integer>> members;
        private final Map<Part, Nearest> inPart = new EnumMap<>(Part.class);
        private final Nearest ofOtherLabels;

        Search(List<Kind> kinds, List<List<Integer>> members) {
            this.kinds = kinds;
            this.members = members;
            for (Part part : Part.values()) {
                inPart.put(part, new Nearest(kinds.size()));
            }
            ofOtherLabels = new Nearest(kinds.size());
        }

        void run(int most) {
            int size = kinds.size();
            // First all as they are, then all as they look in a mirror.
            NearHashes hashes = new NearHashes(LongStream.concat(
                            kinds.stream().mapToLong(kind -> kind.fingerprint().hash()),
                            kinds.stream().mapToLong(kind -> kind.fingerprint().mirrorHash()))
                    .toArray());
            // The first of a pair comes before the other.
            hashes.within(most, (one, other, distance) -> {
                if (other < size) {
                    asTheyAre(one, other, distance);
                } else if (one < size && one != other - size) {
                    inAMirror(one, other - size, distance);
                }
            });
        }

        private void asTheyAre(int one, int other, int distance) {
            if (kinds.get(one).fingerprint().correlation(kinds.get(other).fingerprint()) < CORRELATION) {
                return;
            }
            offerParts(one, other, distance, false);
            if (!sameLabels(one, other)) {
                ofOtherLabels.offer(one, other, distance, false);
                ofOtherLabels.offer(other, one, distance, false);
            }
        }

        private void inAMirror(int one, int other, int distance) {
            if (sameLabels(one, other)
                    && kinds.get(one)
                                    .fingerprint()
                                    .mirrorCorrelation(kinds.get(other).fingerprint())
                            >= CORRELATION) {
                offerParts(one, other, distance, true);
            }
        }

        private void offerParts(int one, int other, int distance, boolean mirrored) {
            inPart.get(kinds.get(other).part()).offer(one, other, distance, mirrored);
            inPart.get(kinds.get(one).part()).offer(other, one, distance, mirrored);
        }

        private boolean sameLabels(int one, int other) {
            return kinds.get(one).labels().equals(kinds.get(other).labels());
        }

        List<Twin> acrossParts(List<Twin> without) {
            BitSet known = new BitSet();
            without.forEach(twin -> known.set(twin.one()));
            List<Twin> twins = new ArrayList<>();
            for (int i = 0; i < kinds.size(); i++) {
                int kind = i;
                Optional<Nearest> earlier = inPart.entrySet().stream()
                        .filter(nearest ->
                                nearest.getKey().compareTo(kinds.get(kind).part()) < 0)
                        .map(Map.Entry::getValue)
                        .filter(nearest -> nearest.kind[kind] >= 0)
                        .findFirst();
                if (earlier.isPresent()) {
                    int twin = members.get(earlier.get().kind[kind]).get(0);
                    int distance = earlier.get().distance[kind];
                    boolean mirrored = earlier.get().mirrored[kind];
                    members.get(kind).stream()
                            .filter(member -> !known.get(member))
                            .forEach(member -> twins.add(new Twin(member, twin, distance, mirrored)));
                }
            }
            twins.sort(NEAREST_FIRST);
            return twins;
        }

        List<Twin> acrossClasses(List<Twin> without) {
            BitSet known = new BitSet();
            without.forEach(twin -> known.set(twin.one()));
            Set<Twin> twins = new LinkedHashSet<>();
            for (int kind = 0; kind < kinds.size(); kind++) {
                if (ofOtherLabels.kind[kind] >= 0) {
                    int other = members.get(ofOtherLabels.kind[kind]).get(0);
                    for (int member : members.get(kind)) {
                        if (!known.get(member) && !known.get(other)) {
                            twins.add(new Twin(
                                    Math.min(member, other), Math.max(member, other), ofOtherLabels.distance[kind]));
                        }
                    }
                }
            }
            return twins.stream().sorted(NEAREST_FIRST).toList();
        }
    }

    /** For each kind another one that is nearest; of several, one that needs no mirror, and of those the first. */
    private static final class Nearest {
        private final int[] kind;
        private final int[] distance;
        private final boolean[] mirrored;

        Nearest(int size) {
            kind = new int[size];
            distance = new int[size];
            mirrored = new boolean[size];
            Arrays.fill(kind, -1);
            Arrays.fill(distance, Integer.MAX_VALUE);
        }

        void offer(int to, int other, int away, boolean inAMirror) {
            boolean nearer = away != distance[to]
                    ? away < distance[to]
                    : inAMirror != mirrored[to] ? mirrored[to] : other < kind[to];
            if (nearer) {
                distance[to] = away;
                kind[to] = other;
                mirrored[to] = inAMirror;
            }
        }
    }
}
