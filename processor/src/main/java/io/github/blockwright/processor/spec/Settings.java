package io.github.blockwright.processor.spec;

import io.github.blockwright.dsl.Task;
import io.github.blockwright.processor.spec.arithmetic.Width;

/** What the annotations on the record itself say. */
public record Settings(Input input, Conventions conventions, Width width, Task task, Budget budget) {}
