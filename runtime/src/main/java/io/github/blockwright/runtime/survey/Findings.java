package io.github.blockwright.runtime.survey;

import io.github.blockwright.runtime.layouts.Part;
import io.github.blockwright.runtime.survey.Looks.Result;
import io.github.blockwright.runtime.survey.Sizes.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Everything that a survey found.
 *
 * @param entries the pictures
 * @param bad those that cannot be read
 * @param sizes of the readable ones, if there are any
 * @param kinds of the readable ones
 * @param trained mean and deviation of the readable ones to train on, if there are any
 * @param bits that two hashes may differ in for {@code nearlySame}
 */
record Findings(
        List<Entry> entries,
        ClassCounts counts,
        List<Bad> bad,
        Optional<Sizes> sizes,
        Kinds kinds,
        Optional<ChannelMoments> trained,
        SameBytes same,
        int bits,
        NearlySame nearlySame) {

    /** A picture that cannot be read, as an index into the entries, and why. */
    record Bad(int entry, String reason) {}

    static Findings of(List<String> classes, List<Entry> entries, List<Result> results, int bits) {
        List<Look> looks = new ArrayList<>();
        List<Bad> bad = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            Result result = results.get(i);
            looks.add(result instanceof Result.Seen seen ? seen.look() : null);
            if (result instanceof Result.Bad unreadable) {
                bad.add(new Bad(i, unreadable.reason()));
            }
        }
        List<Size> sizes = IntStream.range(0, looks.size())
                .filter(i -> looks.get(i) != null)
                .mapToObj(i -> new Size(i, looks.get(i).width(), looks.get(i).height()))
                .toList();
        List<ChannelMoments> trained = IntStream.range(0, looks.size())
                .filter(i -> looks.get(i) != null && entries.get(i).part() == Part.TRAIN)
                .mapToObj(i -> looks.get(i).moments())
                .toList();
        SameBytes same = SameBytes.of(
                entries,
                looks.stream().map(look -> look == null ? null : look.digest()).toList());
        List<Optional<Fingerprint>> fingerprints = looks.stream()
                .map(look -> look == null ? Optional.<Fingerprint>empty() : look.fingerprint())
                .toList();
        return new Findings(
                entries,
                ClassCounts.of(classes, entries),
                bad,
                sizes.isEmpty() ? Optional.empty() : Optional.of(Sizes.of(sizes)),
                Kinds.of(entries, looks),
                trained.isEmpty() ? Optional.empty() : Optional.of(ChannelMoments.mean(trained)),
                same,
                bits,
                NearlySame.of(entries, fingerprints, bits, same));
    }

    /** The name of a picture, as it may be shown. */
    String name(int entry) {
        return Shown.name(entries.get(entry).name());
    }

    /** The classes of a picture. */
    private String labels(int entry) {
        return IntStream.of(entries.get(entry).labels())
                .mapToObj(label -> Shown.name(counts.classes().get(label)))
                .reduce((a, b) -> a + " + " + b)
                .orElse("no class");
    }

    /** The name of a picture and its classes. */
    String labelled(int entry) {
        return name(entry) + " (" + labels(entry) + ")";
    }
}
