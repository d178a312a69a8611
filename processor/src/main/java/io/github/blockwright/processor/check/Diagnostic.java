package io.github.blockwright.processor.check;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every message that the processor can give: what is wrong; how to put it right. An id never changes its meaning.
 * {@code docs/table-reference.md} explains each.
 */
public enum Diagnostic {
    INTERNAL("BW001", "the processor failed unexpectedly (%s); please report this line together with the record"),
    LIBRARY_MISSING(
            "BW002",
            "cannot see the class %s, which every network needs; add io.github.blockwright:blockwright-runtime to the"
                    + " dependencies (and to module-info.java, if there is one: requires io.github.blockwright.runtime)"),
    NOT_A_RECORD("BW003", "a network table is a record, but this is %s; declare it as record %s(...)"),
    GENERIC_RECORD("BW004", "a network table cannot be generic, because its block is one class; remove %s"),
    HIDDEN_RECORD(
            "BW005",
            "is private or inside a private type, where its block cannot see it; make it and the types around it at"
                    + " least package-private"),
    EMPTY_RECORD(
            "BW006",
            "has no components, so the network has no rows; add one component for each row, such as @Conv(filters ="
                    + " 32, kernel = 3) NDArray stem"),
    BLOCK_NAME_TAKEN("BW007", "its block would be the class %s, which exists already; rename one of the two"),
    ACCESSOR_NAME_TAKEN(
            "BW008", "its block would need a method %s(), which every block has already; rename the component"),
    ROW_CONSTANT_TAKEN("BW009", "its constant Row.%s is also that of %s; rename one of the two"),
    NO_ROW("BW010", "has no row annotation, so nothing says what it computes; add one of %s"),
    SEVERAL_ROWS("BW011", "carries %s, but a component is one row; keep one of them"),
    COMPONENT_TYPE("BW012", "has the type %s, but a row holds its activation; change it to ai.djl.ndarray.NDArray"),
    NETWORK_MISSING(
            "BW013",
            "its components carry row annotations, but it is not a network; add @Network(input = @Input(height = ...,"
                    + " width = ...))"),
    ROW_ON_FIELD(
            "BW014",
            "@%s is on a field, where it means nothing; move it to a component of a record that carries @Network"),
    BUDGET_WITHOUT_NETWORK("BW015", "@Budget limits a network, but this is not one; add @Network or remove @Budget"),
    NOT_WRITTEN("BW016", "its block %s cannot be written (%s); make the folder for generated sources writable"),
    TOO_MANY_ROWS(
            "BW017",
            "has %d components, but Java allows a record %d; write like blocks as one row with count, or go on in another"
                    + " table whose first row is @Backbone(%s.class)"),
    STALE_BLOCK(
            "BW018",
            "its block %s is among the sources, as a file that an earlier build generated; delete that file, or keep its"
                    + " folder out of the sources"),

    TOO_SMALL("BW020", "%s = %d is too small; write at least %d"),
    EVEN_KERNEL("BW021", "%s = %d is even, so it has no centre; write %d or %d"),
    DROPOUT_RATE("BW022", "%s = %s is not a probability of being dropped; write at least 0 and less than 1"),
    NOT_POSITIVE("BW023", "%s = %s is not a positive number in the range of float; write %s, for instance"),
    MOMENTUM(
            "BW024",
            "batchNormMomentum = %s is not a weight for a new batch; write more than 0 and at most 1 (where Keras says"
                    + " m, write 1 - m)"),
    CUSTOM_ONLY(
            "BW025",
            "%s has no effect, because preprocessing = %s decides it; write preprocessing = Preprocessing.CUSTOM, or"
                    + " remove it"),
    IMAGENET_CHANNELS(
            "BW026",
            "preprocessing = IMAGENET is for 3 channels, but channels = %d; write channels = 3, or another"
                    + " preprocessing"),
    VALUES_PER_CHANNEL(
            "BW027", "%s has the length %d, but there are %d channels; write one value for each channel, or none"),
    CHANNEL_VALUE("BW028", "%s has the value %s; write %s"),

    NOT_A_BLOCK("BW030", "%s is not an ai.djl.nn.Block; name a subclass of ai.djl.nn.AbstractBlock, for instance"),
    BLOCK_NOT_PUBLIC("BW031", "%s is not public; make it and the types around it public"),
    BLOCK_ABSTRACT("BW032", "%s cannot be instantiated; name a class that is not abstract"),
    BLOCK_INNER("BW033", "%s needs an instance of the class around it; make it static"),
    BLOCK_CONSTRUCTOR("BW034", "%s has no public constructor without arguments; add one"),
    BLOCK_CONSTRUCTOR_THROWS(
            "BW035", "the constructor of %s declares a checked exception; let it throw unchecked ones only"),

    EXPANSION(
            "BW036",
            "has %s, but its width between expansion and projection is one number; write either expansion, a factor of"
                    + " the input channels such as 6, or expandedChannels, their number"),
    SQUEEZE_RATIO(
            "BW037", "ratio = %s is not a share of the channels; write more than 0 and at most 1, or 0 for no squeeze"),
    BOTTLENECK_GROUPS(
            "BW038", "groups = %d does not divide the %d channels of the bottleneck; write a divisor of %2$d"),
    CONTRADICTION("BW039", "%s = %s %s; %s"),

    NEEDS_MAP(
            "BW040",
            "@%s needs a feature map (channels × height × width), but after %s there is only a vector of %d features;"
                    + " %s"),
    NEEDS_VECTOR(
            "BW041",
            "@%s needs a vector, but its input is the feature map %s; put a @GlobalAveragePool or a @Flatten row"
                    + " before it"),
    WINDOW_EXCEEDS_MAP(
            "BW042",
            "%s = %d does not fit into the feature map %s, which nothing would be left of; write %1$s = %d at"
                    + " most, lessen strides before it, or use @GlobalAveragePool"),
    GROUPS("BW043", "groups = %d does not divide the %d %s; write a common divisor of %d and %d"),
    AFTER_OUTPUT(
            "BW044",
            "the network ended with %s, whose linear @Dense is its output; move this row before %1$s, or give %1$s an"
                    + " activation other than LINEAR"),
    TOO_LARGE("BW045", "its channels or its cost exceed the range of Java's numbers (%s); write smaller attributes"),
    OVER_BUDGET(
            "BW046",
            "%,d %s exceed the budget of %,d; the dearest rows are %s: make them narrower, or raise the budget"),

    BACKBONE_SIZE(
            "BW047",
            "%s, made for %s, cannot take %s: in its row %s, %s; bring height and width nearer to %d × %d, or end the"
                    + " backbone before that row with through"),
    BACKBONE_RESHAPED(
            "BW048",
            "the row %s of %s has weights for %d features, which would be %d with images of %s; write height = %d and"
                    + " width = %d, or end the backbone before that row with through"),
    HALVES("BW049", "%s is %d, which two halves cannot share; write an even number of channels, such as %d"),

    BACKBONE_NO_NETWORK("BW050", "%s is not a record with @Network; name a network table"),
    BACKBONE_CYCLIC("BW051", "%s is itself built on %s, so neither could be built; name another table"),
    BACKBONE_MISTAKEN(
            "BW052",
            "the compiled record %s has mistakes of its own, or refers to a class that is not there; compile it with"
                    + " this version of the processor and put right what it says"),
    BACKBONE_HIDDEN(
            "BW053",
            "the block of %s is not public and cannot be seen from %s; make the record and the types around it public"),
    BACKBONE_WITHOUT_BLOCK(
            "BW054",
            "the compiled record %s is there, but its block %s is not; compile it with the annotation processor"
                    + " blockwright-processor"),
    BACKBONE_ROW("BW055", "%s = \"%s\" is not a row of %s; did you mean \"%s\"? Its rows are %s"),
    TRAINABLE_AFTER_THROUGH(
            "BW056", "trainableFrom = \"%s\" comes after through = \"%s\", where the backbone ends; write one of %s"),
    BACKBONE_NOT_FIRST("BW057", "a backbone starts from the images, so it is the first row; move it before %s"),
    BACKBONE_CHANNELS("BW058", "channels = %d, but the backbone %s takes images of %d channels; write channels = %3$d"),
    BACKBONE_PREPROCESSING(
            "BW059", "preprocessing = %s gives other values than those that the backbone %s is trained on; write %s"),

    KERNEL_EXCEEDS_MAP(
            "BW060",
            "kernel-exceeds-map",
            "%s = %d is larger than the %d × %d map that it sees%s, so much of it only ever meets padding; lessen"
                    + " the kernel or the strides before it, or enlarge the input"),
    STRIDE_ON_POINT(
            "BW061",
            "stride-on-point",
            "strides = %d has no effect on a 1 × 1 map; write strides = 1, lessen strides before it, or enlarge the"
                    + " input"),
    NO_RESIDUAL(
            "BW062",
            "residual-never-forms",
            "input and output have %s, but %s, so its one block adds no residual; write count = 2 or more, or %s"),
    UNKNOWN_SUPPRESSION(
            "BW063", "unknown-suppression", "@SuppressWarnings(\"%s\") silences nothing; did you mean \"%s\"?"),
    DROP_PATH_UNUSED(
            "BW064",
            "drop-path-unused",
            "dropPath = %s has no effect, because no block of the row has a shortcut; remove it, or write %s"),
    LANES(
            "BW065",
            "lanes-unfilled",
            "%s makes %d channels, which no vector of %d numbers divides, so a part of each register computes nothing; write"
                    + " what makes %d or %d"),
    LATE_ROW(
            "BW066",
            "late-row-dominates",
            "has %,d of all %,d parameters, more than the other rows together; give it fewer inputs than %,d (pool instead"
                    + " of flattening, or narrow the row before it) or fewer outputs than %,d"),
    STEM_STRIDES(
            "BW067",
            "stem-discards",
            "strides = %d leaves one in %d positions of images of only %d × %d, before anything is known of them; write"
                    + " strides = 1, and strides in later rows"),
    SQUEEZE_DEAR(
            "BW068",
            "squeeze-dear",
            "the squeeze of a block has %,d parameters, more than the %,d of all the rest of it; lessen its ratio, measure"
                    + " it by the input with ofInput = true, or leave it out"),
    SCORES_LIMITED(
            "BW069",
            "scores-limited",
            "activation = %s keeps the network's scores %s, but the loss takes scores of any size and makes probabilities"
                    + " of them itself; remove the activation"),

    OVER_MEMORY(
            "BW070",
            "%,d bytes of %s maps are held at once, which exceeds the budget of %,d in the rows %s: bring strides forward,"
                    + " lessen what they expand to, take smaller images, or raise the budget"),

    VARIANT_NAME(
            "BW080",
            "the name \"%s\" of a variant cannot be part of a class name; write letters, digits and underscores, such"
                    + " as \"035_96\""),
    VARIANT_REPEATED("BW081", "there is a variant \"%s\" already; give this one another name"),
    VARIANT_BLOCK_TAKEN("BW082", "its block would be the class %s, which exists already; rename one of the two"),
    VARIANT_WITHOUT_NETWORK("BW083", "@Variant varies a network, but this is not one; add @Network or remove @Variant"),
    BACKBONE_VARIANT("BW084", "variant = \"%s\" is not a variant of %s; %s"),
    VARIANT_CHANGES_NOTHING(
            "BW085",
            "variant-changes-nothing",
            "is the same network as %s: the same images, and as many filters in every row; change its widthMultiplier,"
                    + " inputHeight or inputWidth, or remove it");

    private static final String PREFIX = "blockwright";

    private final String id;
    private final Optional<String> key;
    private final String template;

    Diagnostic(String id, String template) {
        this.id = id;
        this.key = Optional.empty();
        this.template = template;
    }

    Diagnostic(String id, String key, String template) {
        this.id = id;
        this.key = Optional.of(PREFIX + ":" + key);
        this.template = template;
    }

    /** The stable id, as in {@code BW012}. */
    public String id() {
        return id;
    }

    /** For a warning, what silences exactly this one in {@code @SuppressWarnings}. */
    public Optional<String> suppressionKey() {
        return key;
    }

    /** Whether it stops the build. */
    public boolean isError() {
        return key.isEmpty();
    }

    /** Whether what {@code @SuppressWarnings} says silences it. */
    public boolean isSilencedBy(Set<String> suppressions) {
        return key.isPresent()
                && (suppressions.contains(key.get()) || suppressions.contains(PREFIX) || suppressions.contains("all"));
    }

    /** All that {@code @SuppressWarnings} may say about this processor in particular. */
    public static List<String> suppressionKeys() {
        return Stream.concat(Stream.of(PREFIX), Arrays.stream(values()).flatMap(d -> d.key.stream()))
                .toList();
    }

    /** The problem at a place, with the values that its template names. */
    public Problem at(Place place, Object... values) {
        return new Problem(this, place, List.of(values), List.of());
    }

    /** What is wrong, with the values at hand, and the fix; without id and place. */
    String message(List<Object> values) {
        return String.format(Locale.ROOT, template, values.toArray());
    }
}
