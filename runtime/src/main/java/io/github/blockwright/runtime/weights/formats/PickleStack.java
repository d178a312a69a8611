package io.github.blockwright.runtime.weights.formats;

import io.github.blockwright.runtime.weights.formats.PickleValue.Opaque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an unpickler works on: a stack with marks, and values remembered by number. */
final class PickleStack {
    private final PickleInput input;
    private final List<PickleValue> values = new ArrayList<>();
    private final List<Integer> marks = new ArrayList<>();
    private final Map<Long, PickleValue> memo = new HashMap<>();

    /** @param input for the place in messages */
    PickleStack(PickleInput input) {
        this.input = input;
    }

    void push(PickleValue value) {
        values.add(value);
    }

    PickleValue pop() throws WeightFileException {
        PickleValue top = peek();
        values.remove(values.size() - 1);
        return top;
    }

    /** Pops a value of a kind. */
    <T extends PickleValue> T pop(Class<T> kind) throws WeightFileException {
        return require(kind, pop());
    }

    PickleValue peek() throws WeightFileException {
        if (values.size() <= floor()) {
            throw input.problem("takes a value from an empty stack");
        }
        return values.get(values.size() - 1);
    }

    /** The topmost value, of a kind, or nothing if it is opaque and so keeps nothing that is put into it. */
    <T extends PickleValue> Optional<T> peek(Class<T> kind) throws WeightFileException {
        PickleValue top = peek();
        return top instanceof Opaque ? Optional.empty() : Optional.of(require(kind, top));
    }

    void mark() {
        marks.add(values.size());
    }

    /** Pops everything above the last mark, and the mark. */
    List<PickleValue> popToMark() throws WeightFileException {
        if (marks.isEmpty()) {
            throw input.problem("goes back to a mark that it never set");
        }
        List<PickleValue> above = values.subList(marks.remove(marks.size() - 1), values.size());
        List<PickleValue> popped = List.copyOf(above);
        above.clear();
        return popped;
    }

    /** Pops a mark if nothing lies above it, else a value. */
    void drop() throws WeightFileException {
        if (!marks.isEmpty() && floor() == values.size()) {
            marks.remove(marks.size() - 1);
        } else {
            pop();
        }
    }

    /** Remembers the topmost value. */
    void remember(long number) throws WeightFileException {
        memo.put(number, peek());
    }

    /** Remembers the topmost value under the next number. */
    void remember() throws WeightFileException {
        remember(memo.size());
    }

    /** Pushes a remembered value. */
    void recall(long number) throws WeightFileException {
        PickleValue value = memo.get(number);
        if (value == null) {
            throw input.problem("recalls value " + number + ", which it never stored");
        }
        push(value);
    }

    private int floor() {
        return marks.isEmpty() ? 0 : marks.get(marks.size() - 1);
    }

    /** Checks a value's kind. */
    <T extends PickleValue> T require(Class<T> kind, PickleValue value) throws WeightFileException {
        if (!kind.isInstance(value)) {
            throw input.problem("needs a " + kind.getSimpleName() + " where it has a " + value.kind());
        }
        return kind.cast(value);
    }
}
