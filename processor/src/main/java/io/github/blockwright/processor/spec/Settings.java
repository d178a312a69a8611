package io.github.blockwright.processor.spec;

/** What the annotations on the record itself say. */
public record Settings(Input input, Conventions conventions, Width width, Budget budget) {}
