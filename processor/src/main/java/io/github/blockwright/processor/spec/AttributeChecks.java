package io.github.blockwright.processor.spec;

import io.github.blockwright.processor.spec.arithmetic.Expansion;
import io.github.blockwright.processor.spec.arithmetic.Squeeze;

/** What an operator can demand of its attributes, each by itself; whoever checks a table says what is not met. */
public interface AttributeChecks {
    /** A count or a length has a least value. */
    void atLeast(long least, String attribute, long value);

    /** The side of a padded kernel is odd, so that it has a centre. */
    void kernel(String attribute, int side);

    /** A probability of being dropped is less than 1. */
    void dropRate(String attribute, double rate);

    /** Exactly one of {@code expansion} and {@code expandedChannels} is written, and at least 1. */
    void expansion(Expansion expansion);

    /**
     * An attribute that makes no sense with the others: {@code strides = 2} has nothing to step in; write kernel = 3.
     *
     * @param why the rest of the sentence that begins with the attribute and its value
     * @param fix what the user can write instead
     */
    void contradiction(String attribute, Object value, String why, String fix);

    /** The attributes of a nested squeeze. */
    void squeeze(String attribute, Squeeze squeeze);

    /** A class that generated code can make an instance of. */
    void block(String attribute, BlockClass block);

    /** A backbone is the first row, and names a table and rows of it. */
    void backbone(Borrowed.Backbone backbone);
}
