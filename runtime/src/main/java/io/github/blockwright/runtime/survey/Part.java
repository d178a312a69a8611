package io.github.blockwright.runtime.survey;

/** What the pictures of a data set are for. */
public enum Part {
    TRAIN("train"),
    VALIDATION("validation"),
    TEST("test");

    private final String name;

    Part(String name) {
        this.name = name;
    }

    @Override
    public String toString() {
        return name;
    }
}
