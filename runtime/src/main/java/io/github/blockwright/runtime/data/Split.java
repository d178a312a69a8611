package io.github.blockwright.runtime.data;

import io.github.blockwright.runtime.layouts.Part;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Pictures that have been found, and which of them are for what.
 *
 * @param name of the place where they are
 * @param train to learn from
 * @param validation to decide by
 * @param heldOut what the first two were split from, if the data did not say it itself
 * @param test to be measured on once, when everything is decided
 * @param validatesOnTest whether the official test pictures stand in for those to validate on
 * @param remarks what was passed over, and the like, each a line
 */
record Split(
        String name,
        PicturePart train,
        PicturePart validation,
        Optional<HeldOut> heldOut,
        Optional<PicturePart> test,
        boolean validatesOnTest,
        List<String> remarks) {
    private static final double USUAL = 0.2;
    private static final int CLASSES_SHOWN = 30;

    /** What was split, and by which seed. */
    record HeldOut(PicturePart all, long seed) {}

    /** As the data itself says it. */
    static Split given(String name, PicturePart train, PicturePart validation) {
        return new Split(name, train, validation, Optional.empty(), Optional.empty(), false, List.of());
    }

    /** A fifth of each class is held out, by the seed 0. */
    static Split usual(String name, PicturePart all) {
        return whole(name, all).holdOut(USUAL, 0);
    }

    /**
     * The same where that can be done. Too few pictures can be measured all the same; whoever asks for a part to validate on
     * hears of it then.
     */
    static Split usualIfEnough(String name, PicturePart all) {
        Split whole = whole(name, all);
        return whole.isEnough(whole.heldOutFirst(USUAL, 0)) ? whole.holdOut(USUAL, 0) : whole;
    }

    private static Split whole(String name, PicturePart all) {
        Optional<HeldOut> nothing = Optional.of(new HeldOut(all, 0));
        return new Split(name, all, all.subset(), nothing, Optional.empty(), false, List.of());
    }

    Split with(Optional<PicturePart> tested, List<String> said) {
        return new Split(name, train, validation, heldOut, tested, validatesOnTest, said);
    }

    Split with(String remark) {
        List<String> more = new ArrayList<>(remarks);
        more.add(remark);
        return with(test, List.copyOf(more));
    }

    /** The same, where those to validate on are the official test pictures. */
    Split validatedOnTest() {
        return new Split(name, train, validation, heldOut, test, true, remarks);
    }

    /** @throws IllegalArgumentException if the fraction is out of range or leaves one part without pictures */
    Split holdOut(double fraction, long seed) {
        if (!(fraction > 0 && fraction < 1)) {
            throw new IllegalArgumentException("The held-out fraction must be above 0 and below 1, not " + fraction);
        }
        boolean[] learned = heldOutFirst(fraction, seed);
        if (!isEnough(learned)) {
            throw new IllegalArgumentException("Holding out " + fraction + " of the " + all().labels().length
                    + " pictures of " + name + " leaves one part empty: add pictures, or hold out another share");
        }
        return divided(
                name,
                ImageDataset.indices(learned, true),
                ImageDataset.indices(learned, false),
                Optional.of(new HeldOut(all(), seed)));
    }

    /** @throws IllegalArgumentException if there are fewer than two folds, or a class has fewer pictures than there are folds */
    List<Split> folds(int number, long seed) {
        int[] folds = Folds.of(all().labels(), all().classes(), number, seed);
        return IntStream.range(0, number)
                .mapToObj(fold -> divided(
                        name + ", fold " + (fold + 1) + " of " + number,
                        Folds.indices(folds, other -> other != fold),
                        Folds.indices(folds, other -> other == fold),
                        Optional.empty()))
                .toList();
    }

    /** Only so many pictures of each part, every class in its proportion. */
    Split limit(int most, long seed) {
        PicturePart fewer = some(train, most, seed);
        return new Split(
                name,
                fewer,
                some(validation, most, seed),
                heldOut.map(share -> new HeldOut(fewer, share.seed())),
                test.map(part -> some(part, most, seed)),
                validatesOnTest,
                remarks);
    }

    /** The parts that have pictures. */
    Map<Part, PicturePart> parts() {
        Map<Part, PicturePart> parts = new EnumMap<>(Map.of(Part.TRAIN, train, Part.VALIDATION, validation));
        test.ifPresent(part -> parts.put(Part.TEST, part));
        parts.values().removeIf(part -> part.labels().length == 0);
        return parts;
    }

    /** Where they are, how many are for what, and of which classes. */
    String line() {
        int measured = validation.labels().length;
        List<String> counts = new ArrayList<>();
        counts.add(String.format(Locale.ROOT, "%,d pictures to train on", train.labels().length));
        counts.add(
                heldOut.map(share -> String.format(Locale.ROOT, "%,d held out by the seed %d", measured, share.seed()))
                                .orElseGet(() -> String.format(Locale.ROOT, "%,d", measured))
                        + " to validate on");
        test.ifPresent(part -> counts.add(String.format(Locale.ROOT, "%,d to test on", part.labels().length)));
        String last = counts.remove(counts.size() - 1);
        List<String> classes = train.classes();
        return String.format(
                Locale.ROOT,
                "%s: %s and %s, of %d classes: %s%s",
                name,
                String.join(", ", counts),
                last,
                classes.size(),
                classes.stream().limit(CLASSES_SHOWN).collect(Collectors.joining(", ")),
                classes.size() > CLASSES_SHOWN ? ", ..." : "");
    }

    /** What there is to train on once nothing of it is held out. */
    private PicturePart all() {
        return heldOut.map(HeldOut::all).orElse(train);
    }

    /** For each of all pictures, whether it is still trained on. */
    private boolean[] heldOutFirst(double fraction, long seed) {
        return ImageDataset.split(all().strata(), all().classes().size(), 1 - fraction, seed);
    }

    private boolean isEnough(boolean[] learned) {
        return ImageDataset.indices(learned, true).length > 0 && ImageDataset.indices(learned, false).length > 0;
    }

    /** Other pictures to validate on; the official test pictures then are those to test on. */
    private Split divided(String called, int[] learned, int[] measured, Optional<HeldOut> from) {
        Optional<PicturePart> tested = validatesOnTest ? Optional.of(validation) : test;
        return new Split(called, all().subset(learned), all().subset(measured), from, tested, false, remarks);
    }

    private static PicturePart some(PicturePart part, int most, long seed) {
        return part.subset(Strata.limit(part.strata(), part.classes().size(), most, seed));
    }
}
