package io.github.blockwright.processor.published;

/** What a layer is in its network. */
public enum Part {
    /** The first convolution. */
    STEM(Kind.CONVOLUTION, ""),
    /** The 1×1 convolution at the start of an inverted residual. */
    EXPAND(Kind.CONVOLUTION, ".expand"),
    /** The convolution in the middle of an inverted residual. */
    DEPTHWISE(Kind.DEPTHWISE, ".depthwise"),
    /** The first convolution of a squeeze. */
    REDUCE(Kind.BIASED, ".squeeze.reduce"),
    /** The second convolution of a squeeze. */
    RESTORE(Kind.BIASED, ".squeeze.expand"),
    /** The 1×1 convolution at the end of an inverted residual. */
    PROJECT(Kind.CONVOLUTION, ".project"),
    /** The 1×1 convolution behind all inverted residuals. */
    LAST(Kind.CONVOLUTION, ""),
    /** The dense layer in front of the classifier. */
    HIDDEN(Kind.HIDDEN, ""),
    /** The dense layer with an output for each class. */
    CLASSIFIER(Kind.CLASSIFIER, "");

    /** Which parameters a layer has; the runtime's factories are called so. */
    public enum Kind {
        CONVOLUTION,
        DEPTHWISE,
        BIASED,
        HIDDEN,
        CLASSIFIER
    }

    private final Kind kind;
    private final String suffix;

    Part(Kind kind, String suffix) {
        this.kind = kind;
        this.suffix = suffix;
    }

    /** Which parameters it has. */
    public Kind kind() {
        return kind;
    }

    /** Its path behind that of the row, or of the inverted residual in which it is. */
    String suffix() {
        return suffix;
    }
}
